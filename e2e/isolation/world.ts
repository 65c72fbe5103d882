import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import type { OrganisationId } from "@/db/columns";
import { apiRequests, sessions } from "@/db/schema";
import { createKey } from "@/lib/api-keys";
import { beginBatch, endUpload, putPart, readBatch } from "@/lib/batches";
import { addMembership, createPerson, newInvitation } from "@/lib/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { ROLES } from "@/lib/kernel/roles";
import { applyMovements } from "@/lib/ledger";
import { carryOutBatch, submitOperation } from "@/lib/operations";
import { createDistributor, createIssuer, createMerchant } from "@/lib/organisations";
import { type Ctx, type Role, run, systemCaller } from "@/lib/runtime";
import { createCustomer, requestWithdrawal } from "@/lib/wallets";
import { readTrial } from "../support/trial";
import { readState } from "./state";

/** Somebody of an organisation with a live session. Ids are bare. */
export type Member = {
  readonly id: Id<"person">;
  readonly role: Role;
  readonly session: Id<"session">;
  readonly token: string;
};

/** A distributor and what only its own people may see. */
export type Tenant = {
  readonly id: Id<"distributor">;
  readonly issuerId: Id<"issuer">;
  readonly key: string;
  readonly float: Id<"account">;
  readonly people: readonly Member[];
  /** A person who has been invited, and the token of their link. */
  readonly invited: { readonly id: Id<"person">; readonly token: string };
};

/** An issuer, and what all of its distributors share. */
export type Realm = {
  readonly id: Id<"issuer">;
  readonly staff: readonly Member[];
  readonly customer: { readonly id: Id<"customer">; readonly phone: string };
  readonly merchant: { readonly id: Id<"merchant">; readonly shortCode: string };
  /** Makes one more request of the issuer's cash-out queue. */
  withdrawal(): Promise<Id<"withdrawal">>;
  /** Has the tenant's maker make one more cash-in. A key is not asked: some cell may have stopped them all. */
  submit(tenant: Tenant): Promise<Id<"operation">>;
  /** A file of one row that the tenant's maker has uploaded; the same each time. */
  file(tenant: Tenant): Promise<Id<"batch">>;
  /** Makes the tenant's maker one more key, and a line of its log. */
  key(tenant: Tenant): Promise<{ readonly id: Id<"apiKey">; readonly request: string }>;
  /** Hires and signs in somebody more, for a cell that ends sessions. */
  hire(organisation: OrganisationId, role: Role): Promise<Member>;
  /** Operations, people, sessions and money of a distributor: what nobody from elsewhere may change. */
  stateOf(distributor: Id<"distributor">): Promise<unknown>;
  /** What a decision names of an operation: of what was asked for, this version. */
  digestOf(operation: Id<"operation">): Promise<string>;
  close(): Promise<void>;
};

const PLACE = { currency: "NGN", timeZone: "Africa/Lagos" } as const;
const FUNDS = 1_000_000_00n;
const HOUR = 3_600_000;

/** Two issuers beside the trial's, whose data stay as they are: one with the distributors `own` and `other`, one with `foreign`. */
export type World = {
  readonly own: Tenant;
  readonly other: Tenant;
  readonly foreign: Tenant;
  readonly realm: Realm;
  readonly foreignRealm: Realm;
  close(): Promise<void>;
};

/** Makes them, through the verbs that real ones are made with. */
export async function createWorld(): Promise<World> {
  const near = await createRealm("Near Issuer", 2);
  const far = await createRealm("Far Issuer", 1);
  const [own, other] = near.tenants;
  const [foreign] = far.tenants;
  if (!own || !other || !foreign) throw new Error("a tenant is missing");
  return {
    own,
    other,
    foreign,
    realm: near.realm,
    foreignRealm: far.realm,
    close: async () => void (await Promise.all([near.realm.close(), far.realm.close()])),
  };
}

async function createRealm(name: string, distributors: number): Promise<{ realm: Realm; tenants: Tenant[] }> {
  const issuerId = newId("issuer");
  const database = openDatabase(readTrial().ownerDatabaseUrl, { max: 1, name: "isolation" });
  const inUnit = <T>(verb: (ctx: Ctx) => Promise<T>) =>
    run(systemCaller(issuerId, "isolation"), { requestId: "isolation", database }, verb);
  const made = await inUnit(async (ctx) => {
    await createIssuer(ctx, { name, ...PLACE });
    const staff = await employ(ctx, issuerId, `${name} Staff`);
    const phone = newPhone();
    const customer = await createCustomer(ctx, { name: `${name} Customer`, phone, currency: PLACE.currency });
    const shortCode = newShortCode();
    const merchant = await createMerchant(ctx, { name: `${name} Shop`, shortCode, currency: PLACE.currency });
    await fund(ctx, customer.accountId);
    const tenants: Tenant[] = [];
    while (tenants.length < distributors) tenants.push(await createTenant(ctx, `${name} ${tenants.length + 1}`));
    return { staff, tenants, customer: { id: customer.id, phone }, merchant: { id: merchant, shortCode } };
  });
  const { tenants, ...realm } = made;
  const wish = { phone: realm.customer.phone, amount: money(1_00n, PLACE.currency) };
  const withdrawal = () => inUnit((ctx) => requestWithdrawal(ctx, wish));
  const digestOf = (operation: Id<"operation">) =>
    inUnit(async (ctx) => {
      const [row] = (await ctx.tx.execute(
        sql`select encode(digest, 'hex') as digest from operations where issuer_id = ${issuerId}::uuid and id = ${operation}::uuid`,
      )) as unknown as { digest: string }[];
      return row?.digest ?? "";
    });
  const stateOf = (distributor: Id<"distributor">) => inUnit((ctx) => readState(ctx, distributor));
  const hire = async (organisation: OrganisationId, role: Role) => {
    const [member] = await inUnit((ctx) => employ(ctx, organisation, "One More", [role]));
    if (!member) throw new Error("nobody was hired");
    return member;
  };
  const asMaker = ({ id, people }: Tenant) => {
    const { id: personId, session: sessionId, role, token } = makerOf(people);
    const sessionProof = hashOf(token).toString("hex");
    const who = { personId, sessionId, sessionProof, name: "", issuerId, organisationId: id, roles: [role] };
    const principal = { kind: "user", organisationKind: "distributor", ...who } as const;
    const caller = { scope: { issuerId, organisation: id }, authenticate: async () => principal };
    return <T>(verb: (ctx: Ctx) => Promise<T>) => run(caller, { requestId: "isolation", database }, verb);
  };
  const files = new Map<string, Promise<Id<"batch">>>();
  const file = (tenant: Tenant) => {
    const made = files.get(tenant.id) ?? newFile(tenant);
    files.set(tenant.id, made);
    return made;
  };
  const newFile = async (tenant: Tenant) => {
    const content = Buffer.from(`phone,amount\n${realm.customer.phone},1.00\n`);
    const as = asMaker(tenant);
    const batchId = await as(async (ctx) => {
      const id = await beginBatch(ctx, {
        type: "cash-in",
        fileName: "one.csv",
        format: "csv",
        fileSize: content.length,
      });
      await putPart(ctx, { batchId: id, part: 0, content });
      await endUpload(ctx, { batchId: id });
      return id;
    });
    // The portal's own worker may be at it, too.
    while ((await as((ctx) => readBatch(ctx, batchId))).state !== "ready") {
      await inUnit((ctx) => carryOutBatch(ctx, batchId));
    }
    return batchId;
  };
  const submit = (tenant: Tenant) => {
    return asMaker(tenant)(async (ctx) => {
      const amount = money(1_00n, PLACE.currency);
      const input = { type: "cash-in", amount, to: { phone: realm.customer.phone }, memo: null } as const;
      return (await submitOperation(ctx, { input, idempotency: null })).operationId;
    });
  };
  const key = (tenant: Tenant) =>
    inUnit(async (ctx) => {
      const { id } = await makeKey(ctx, tenant.id, makerOf(tenant.people), "One more key");
      const request = randomUUID();
      await ctx.tx.insert(apiRequests).values({
        issuerId,
        id: request,
        distributorId: tenant.id,
        keyId: id,
        at: ctx.now,
        method: "GET",
        path: "/api/v1/distributors",
        status: 200,
        latencyMs: 1,
        unitId: ctx.unitId,
      });
      return { id, request };
    });
  const close = () => database.$client.end({ timeout: 1 });
  return { tenants, realm: { id: issuerId, ...realm, withdrawal, submit, file, key, hire, stateOf, digestOf, close } };
}

async function createTenant(ctx: Ctx, name: string): Promise<Tenant> {
  const { id, floatAccountId } = await createDistributor(ctx, { name, shortCode: newShortCode(), ...PLACE });
  await fund(ctx, floatAccountId);
  // Two who decide: otherwise the issuer's checkers would decide for it.
  const people = await employ(ctx, id, name);
  await employ(ctx, id, `${name} Spare`, ["checker"]);
  const { token, hash } = newInvitation();
  const guest = await createPerson(ctx, { name: `${name} Guest`, phone: newPhone() });
  await addMembership(ctx, { personId: guest, organisationId: id, roles: ["viewer"], invitation: hash });
  const { secret } = await makeKey(ctx, id, makerOf(people), `${name} key`);
  return {
    id,
    issuerId: ctx.scope.issuerId,
    key: secret,
    float: floatAccountId,
    people,
    invited: { id: guest, token },
  };
}

function makerOf(people: readonly Member[]): Member {
  const maker = people.find(({ role }) => role === "maker");
  if (!maker) throw new Error("nobody to make a key");
  return maker;
}

function makeKey(ctx: Ctx, distributorId: Id<"distributor">, maker: Member, label: string) {
  return createKey(ctx, {
    distributorId,
    label,
    madeBy: maker.id,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: 1_000_000,
    expiresAt: new Date(ctx.now.getTime() + 24 * HOUR),
  });
}

/** One person of each role, signed in as the last step of sign-in leaves it. */
async function employ(ctx: Ctx, organisationId: OrganisationId, name: string, roles: readonly Role[] = ROLES) {
  const members: Member[] = [];
  for (const role of roles) {
    const id = await createPerson(ctx, { name: `${name} ${role}`, phone: newPhone() });
    await addMembership(ctx, { personId: id, organisationId, roles: [role] });
    const session = newId("session");
    const token = randomBytes(32).toString("base64url");
    await ctx.tx.insert(sessions).values({
      id: session,
      tokenHash: hashOf(token),
      personId: id,
      issuerId: ctx.scope.issuerId,
      organisationId,
      organisationKind: organisationId === ctx.scope.issuerId ? "issuer" : "distributor",
      expiresAt: new Date(ctx.now.getTime() + HOUR),
    });
    members.push({ id, role, session, token });
  }
  return members;
}

async function fund(ctx: Ctx, to: Id<"account">): Promise<void> {
  const { issuerId } = ctx.scope;
  const [row] = (await ctx.tx.execute(
    sql`select settlement_account_id as id from issuers where id = ${issuerId}::uuid`,
  )) as unknown as { id: Id<"account"> }[];
  if (!row) throw new Error("the issuer has no settlement account");
  const transfer = newId("walletOperation");
  const amount = money(FUNDS, PLACE.currency);
  const [outcome] = await applyMovements(ctx, [
    { kind: "transfer", transfer, from: row.id, to, amount, organisation: issuerId },
  ]);
  if (outcome?.outcome !== "ok") throw new Error("an account could not be funded");
}

// Beside those of the trial and of other runs against the same server.
export function newPhone() {
  return parsePhone(`+23490${randomInt(10_000_000, 99_999_999)}`);
}

export function newShortCode(): string {
  return String(randomInt(10_000_000, 99_999_999));
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(`session:${token}`).digest();
}
