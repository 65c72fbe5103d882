import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { sessions } from "@/db/schema";
import { createKey } from "@/lib/api-keys";
import { addMembership, createPerson, sessionCaller } from "@/lib/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { applyMovements } from "@/lib/ledger";
import { createDistributor, createIssuer } from "@/lib/organisations";
import { type Caller, type Ctx, type Role, run, systemCaller } from "@/lib/runtime";
import { createCustomer } from "@/lib/wallets";
import { CALLERS } from "./drive";

/** A customer with a funded wallet. */
export type Wallet = { readonly account: Id<"account">; readonly customer: Id<"customer">; readonly phone: E164 };

/** One issuer (NGN) with one distributor, whose float is the busy one, and its people. */
export type World = {
  readonly issuerId: Id<"issuer">;
  readonly system: Caller;
  readonly distributorId: Id<"distributor">;
  readonly float: Id<"account">;
  /** A key with every permission and every limit, none of which a bench could meet. */
  readonly key: { readonly id: Id<"apiKey">; readonly secret: string; readonly madeBy: Id<"person"> };
  readonly maker: Caller;
  readonly makerId: Id<"person">;
  readonly checkerIds: readonly Id<"person">[];
  /** What the cookies of 16 sessions of the checkers hold. */
  readonly checkerTokens: readonly string[];
  readonly wallets: readonly Wallet[];
};

/** Of the bench's issuer. */
export const PLACE = { currency: "NGN", timeZone: "Africa/Lagos" } as const;

const CURRENCY = PLACE.currency;
const WALLETS = 1_000;
const CHECKERS = 4;
/** Enough for any bench, and far from what a bigint holds. */
const FUNDS = 1_000_000_000_000n;

/** Makes it, through the verbs that real ones are made with. */
export async function createWorld(ownerUrl: string): Promise<World> {
  const owner = openDatabase(ownerUrl, { max: 1, name: "bench-owner" });
  try {
    const issuerId = newId("issuer");
    const system = systemCaller(issuerId, "bench");
    const made = await run(system, { requestId: "bench", database: owner }, createOrganisation);
    const wallets: Wallet[] = [];
    while (wallets.length < WALLETS) {
      const from = wallets.length;
      wallets.push(...(await run(system, { requestId: "bench", database: owner }, (ctx) => createWallets(ctx, from))));
    }
    const funded = [made.float, ...wallets.map(({ account }) => account)];
    await run(system, { requestId: "bench", database: owner }, (ctx) => fund(ctx, funded));
    const { makerToken, ...world } = made;
    return { issuerId, system, ...world, maker: await signedIn(makerToken), wallets };
  } finally {
    await owner.$client.end({ timeout: 5 });
  }
}

async function createOrganisation(ctx: Ctx) {
  await createIssuer(ctx, { name: "Bench Issuer", ...PLACE });
  const distributor = await createDistributor(ctx, { name: "Busy", shortCode: "200001", ...PLACE });
  const admin = await hire(ctx, distributor.id, ["admin", "maker"], 0);
  const maker = await hire(ctx, distributor.id, ["maker"], 1);
  const checkerIds: Id<"person">[] = [];
  for (let n = 0; n < CHECKERS; n++) checkerIds.push(await hire(ctx, distributor.id, ["checker"], 2 + n));
  const checkerTokens: string[] = [];
  for (let n = 0; n < CALLERS; n++) {
    const person = checkerIds[n % CHECKERS];
    if (person) checkerTokens.push(await openSession(ctx, distributor.id, person));
  }
  const key = await createKey(ctx, {
    distributorId: distributor.id,
    label: "Bench",
    madeBy: admin,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: FUNDS,
    maxDailyMinor: FUNDS,
    allowedAddresses: ["127.0.0.0/8", "::1"],
    requestsPerMinute: 100_000_000,
    expiresAt: new Date(ctx.now.getTime() + 24 * 3_600_000),
  });
  return {
    distributorId: distributor.id,
    float: distributor.floatAccountId,
    key: { ...key, madeBy: admin },
    makerId: maker,
    makerToken: await openSession(ctx, distributor.id, maker),
    checkerIds,
    checkerTokens,
  };
}

/** Person number `n` of all the bench's people, working for a distributor. */
export async function hire(
  ctx: Ctx,
  organisationId: Id<"distributor">,
  roles: Role[],
  n: number,
): Promise<Id<"person">> {
  const personId = await createPerson(ctx, { name: `Person ${n}`, phone: parsePhone(`+23480${30_000_000 + n}`) });
  await addMembership(ctx, { personId, organisationId, roles });
  return personId;
}

/** A session as signing in leaves it; the doors of sign-in are no part of what is measured. */
async function openSession(ctx: Ctx, organisationId: Id<"distributor">, personId: Id<"person">): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await ctx.tx.insert(sessions).values({
    id: newId("session"),
    tokenHash: createHash("sha256").update(`session:${token}`).digest(),
    personId,
    issuerId: ctx.scope.issuerId,
    organisationId,
    organisationKind: "distributor",
    expiresAt: new Date(ctx.now.getTime() + 12 * 3_600_000),
  });
  return token;
}

/** Who stands behind a session's cookie, as each request asks. */
export async function signedIn(token: string): Promise<Caller> {
  const caller = await sessionCaller(token);
  if (!caller) throw new Error("a session of the bench is not known");
  return caller;
}

async function createWallets(ctx: Ctx, from: number): Promise<Wallet[]> {
  const wallets: Wallet[] = [];
  for (let n = from; n < from + 100; n++) {
    const phone = parsePhone(`+23481${10_000_000 + n}`);
    const { id, accountId } = await createCustomer(ctx, { phone, name: `Customer ${n}`, currency: CURRENCY });
    wallets.push({ account: accountId, customer: id, phone });
  }
  return wallets;
}

async function fund(ctx: Ctx, accounts: readonly Id<"account">[]): Promise<void> {
  const [settlement] = (await ctx.tx.execute(
    sql`select settlement_account_id as id from issuers where id = ${ctx.scope.issuerId}::uuid`,
  )) as unknown as { id: Id<"account"> }[];
  if (!settlement) throw new Error("the issuer has no settlement account");
  const outcomes = await applyMovements(
    ctx,
    accounts.map((to) => ({
      kind: "transfer",
      transfer: newId("walletOperation"),
      from: settlement.id,
      to,
      amount: money(FUNDS, CURRENCY),
      organisation: ctx.scope.issuerId,
    })),
  );
  if (outcomes.some(({ outcome }) => outcome !== "ok")) throw new Error("an account of the bench could not be funded");
}
