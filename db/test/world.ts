import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import type { OrganisationId } from "@/db/columns";
import { memberships, people, sessions } from "@/db/schema";
import { createKey, keyCaller } from "@/lib/api-keys";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { applyMovements } from "@/lib/ledger";
import { createDistributor, createIssuer, createMerchant } from "@/lib/organisations";
import { type Caller, type Ctx, type Role, run, systemCaller } from "@/lib/runtime";
import { createCustomer } from "@/lib/wallets";
import { createTestDatabase, type TestDatabase } from "./database";

/** A person of a test's distributor, and how they stand at the door; `proof` is their session's, as UserPrincipal has it. */
export type TestPerson = {
  readonly id: Id<"person">;
  readonly sessionId: Id<"session">;
  readonly proof: string;
  readonly caller: Caller;
};

/** One issuer (NGN, Africa/Lagos) in a database of its own. Amounts in minor units. */
export type World = {
  readonly urls: TestDatabase;
  readonly app: Database;
  readonly owner: Database;
  readonly issuerId: Id<"issuer">;
  readonly system: Caller;
  /** Hires somebody for the issuer itself. */
  staff(name: string, roles: Role[]): Promise<TestPerson>;
  /** Its customers are not asked before a cash-out, unless `consent` is on. */
  distributor(floatMinor: bigint, consent?: "on" | "off"): Promise<TestDistributor>;
  customer(phone: string, walletMinor?: bigint): Promise<{ id: Id<"customer">; accountId: Id<"account">; phone: E164 }>;
  merchant(shortCode: string): Promise<Id<"merchant">>;
  as<T>(caller: Caller, verb: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** The system at the issuer, by a connection of the owner: for what stands for a customer's word, and for money that comes from nowhere. */
  asOwner<T>(verb: (ctx: Ctx) => Promise<T>): Promise<T>;
  violations(): Promise<unknown[]>;
  balanceOf(account: Id<"account">): Promise<{ posted: bigint; held: bigint }>;
  close(): Promise<void>;
};

/** A distributor of the world, and how to hire people and make keys for it. */
export type TestDistributor = {
  readonly id: Id<"distributor">;
  readonly floatAccountId: Id<"account">;
  person(name: string, roles: Role[]): Promise<TestPerson>;
  key(madeBy: TestPerson, limits?: { maxAmountMinor?: bigint; maxDailyMinor?: bigint }): Promise<Caller>;
};

let phones = 0;

/** Makes a fresh database with one issuer in it. Close it when the file is done. */
export async function createWorld(): Promise<World> {
  const urls = await createTestDatabase();
  const app = openDatabase(urls.appUrl, { max: 20, name: "test-app" });
  const owner = openDatabase(urls.ownerUrl, { max: 10, name: "test-owner" });
  const counters = openDatabase(urls.appUrl, { max: 2, name: "test-counters" });
  const probe = openDatabase(urls.appUrl, { max: 1, name: "test-probe" });
  const auditor = openDatabase(urls.auditorUrl, { max: 1, name: "test-auditor" });
  Object.assign(globalThis, { [Symbol.for("distributor-portal.databases")]: { app, counters, probe } });
  const issuerId = newId("issuer");
  const system = systemCaller(issuerId, "test");
  const asOwner = <T>(verb: (ctx: Ctx) => Promise<T>) => run(system, { requestId: "test", database: owner }, verb);
  await asOwner((ctx) => createIssuer(ctx, { name: "Issuer", currency: "NGN", timeZone: "Africa/Lagos" }));
  const settlement = await asOwner(async (ctx) => {
    const [row] = (await ctx.tx.execute(sql`select settlement_account_id as id from issuers`)) as unknown as {
      id: Id<"account">;
    }[];
    if (!row) throw new Error("no settlement account");
    return row.id;
  });
  const fund = (to: Id<"account">, amount: bigint) =>
    asOwner((ctx) =>
      applyMovements(ctx, [
        {
          kind: "transfer",
          transfer: newId("walletOperation"),
          from: settlement,
          to,
          amount: money(amount, "NGN"),
          organisation: issuerId,
        },
      ]),
    );
  return {
    urls,
    app,
    owner,
    issuerId,
    system,
    as: (caller, verb) => run(caller, { requestId: "test", database: app }, verb),
    asOwner,
    violations: async () => [...(await auditor.execute(sql`select * from inspect.violations`))],
    balanceOf: (account) =>
      asOwner(async (ctx) => {
        const [row] = (await ctx.tx.execute(
          sql`select posted_minor as posted, held_minor as held from ledger_accounts where id = ${account}::uuid`,
        )) as unknown as { posted: string; held: string }[];
        return { posted: BigInt(row?.posted ?? 0), held: BigInt(row?.held ?? 0) };
      }),
    staff: (name, roles) => hire(owner, issuerId, issuerId, name, roles),
    merchant: (shortCode) =>
      asOwner((ctx) => createMerchant(ctx, { name: `Shop ${shortCode}`, shortCode, currency: "NGN" })),
    async customer(text, walletMinor = 0n) {
      const phone = parsePhone(text);
      const made = await asOwner((ctx) =>
        createCustomer(ctx, { phone, name: `Customer ${text.slice(-4)}`, currency: "NGN" }),
      );
      if (walletMinor > 0n) await fund(made.accountId, walletMinor);
      return { ...made, phone };
    },
    async distributor(floatMinor, consent = "off") {
      const made = await asOwner((ctx) =>
        createDistributor(ctx, {
          name: "Distributor",
          shortCode: String(100000 + ++phones),
          currency: "NGN",
          timeZone: "Africa/Lagos",
          featuresOff: consent === "off" ? ["consent"] : [],
        }),
      );
      if (floatMinor > 0n) await fund(made.floatAccountId, floatMinor);
      return {
        ...made,
        person: (name, roles) => hire(owner, issuerId, made.id, name, roles),
        key: makeKeyFor(asOwner, made.id),
      };
    },
    async close() {
      await Promise.all([app, counters, probe, owner, auditor].map((database) => database.$client.end({ timeout: 1 })));
      await urls.drop();
    },
  };
}

function makeKeyFor(asOwner: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>, distributorId: Id<"distributor">) {
  return async (
    madeBy: TestPerson,
    limits: { maxAmountMinor?: bigint; maxDailyMinor?: bigint } = {},
  ): Promise<Caller> => {
    const { secret } = await asOwner((ctx) =>
      createKey(ctx, {
        distributorId,
        label: "test",
        madeBy: madeBy.id,
        permissions: ["read-balance", "read-transactions", "perform-operations"],
        maxAmountMinor: limits.maxAmountMinor ?? null,
        maxDailyMinor: limits.maxDailyMinor ?? null,
        allowedAddresses: [],
        requestsPerMinute: 100_000,
        expiresAt: new Date(Date.now() + 86_400_000),
      }),
    );
    return keyCaller(secret, null);
  };
}

async function hire(
  owner: Database,
  issuerId: Id<"issuer">,
  organisationId: OrganisationId,
  name: string,
  roles: Role[],
): Promise<TestPerson> {
  const id = newId("person");
  const sessionId = newId("session");
  const tokenHash = randomBytes(32);
  const proof = tokenHash.toString("hex");
  const organisationKind = organisationId === issuerId ? "issuer" : "distributor";
  await run(systemCaller(issuerId, "test"), { requestId: "test", database: owner }, async (ctx) => {
    await ctx.tx.insert(people).values({ id, name, phone: `+23480${String(10_000_000 + ++phones)}` });
    await ctx.tx
      .insert(memberships)
      .values({ issuerId, organisationId, personId: id, organisationKind, roles, unitId: ctx.unitId });
    await ctx.tx.insert(sessions).values({
      id: sessionId,
      tokenHash,
      personId: id,
      issuerId,
      organisationId,
      organisationKind,
      expiresAt: new Date(Date.now() + 3_600_000),
    });
  });
  return {
    id,
    sessionId,
    proof,
    caller: {
      scope: { issuerId, organisation: organisationKind === "issuer" ? "*" : organisationId },
      authenticate: async () => ({
        kind: "user",
        personId: id,
        sessionId,
        sessionProof: proof,
        name,
        issuerId,
        organisationId,
        organisationKind,
        roles,
      }),
    },
  };
}
