import { eq } from "drizzle-orm";
import { generateSecret } from "otplib";
import type { OrganisationId } from "@/db/columns";
import { issuers } from "@/db/schema";
import { createKey } from "@/lib/api-keys";
import { addMembership, createPerson } from "@/lib/identity";
import { type Id, newId, showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { applyMovements } from "@/lib/ledger";
import { createDistributor, createIssuer, createMerchant } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { Trial, TrialPerson } from "@/lib/trial";
import { createCustomer, requestWithdrawal } from "@/lib/wallets";
import * as plan from "./plan";

/** All of the trial but the database's addresses. */
export type TrialData = Omit<Trial, "databaseUrl" | "ownerDatabaseUrl">;

/** What an account is given from the issuer's settlement account, in minor units. */
type Grant = { readonly to: Id<"account">; readonly amount: bigint };

/**
 * Creates the trial's issuer (whose scope this unit runs in) and everything that belongs to it, through the verbs that real ones are created
 * with. Its secrets are in the answer and nowhere else.
 * @throws DomainError as those verbs do
 */
export async function createTrial(ctx: Ctx): Promise<TrialData> {
  const issuerId = await createIssuer(ctx, plan.ISSUER);
  const grants: Grant[] = [];
  const staff = await employ(ctx, issuerId, plan.ISSUER_PEOPLE);
  const distributors: TrialData["distributors"] = [];
  for (const planned of plan.DISTRIBUTORS) distributors.push(await createStaffedDistributor(ctx, planned, grants));
  const customers: TrialData["customers"] = [];
  for (const [n, planned] of plan.CUSTOMERS.entries()) {
    const { accountId } = await createCustomer(ctx, {
      name: planned.name,
      phone: parsePhone(planned.phone),
      currency: plan.CURRENCY,
    });
    if (n < plan.FUNDED_CUSTOMERS) grants.push({ to: accountId, amount: plan.WALLET });
    customers.push({ phone: planned.phone, name: planned.name });
  }
  const merchants: TrialData["merchants"] = [];
  for (const planned of plan.MERCHANTS) {
    const id = await createMerchant(ctx, { ...planned, currency: plan.CURRENCY });
    merchants.push({ id: showId("merchant", id), shortCode: planned.shortCode, name: planned.name });
  }
  await grant(ctx, issuerId, grants);
  const cashouts = await fillQueue(ctx);
  const issuer = { id: showId("issuer", issuerId), ...plan.ISSUER, people: staff.map(({ inFile }) => inFile) };
  return { issuer, distributors, customers, merchants, cashouts };
}

/** Has people work for an organisation, each enrolled with a secret of their own. */
async function employ(ctx: Ctx, organisationId: OrganisationId, planned: readonly plan.PlannedPerson[]) {
  const people: { readonly id: Id<"person">; readonly inFile: TrialPerson }[] = [];
  for (const { name, phone, roles } of planned) {
    const totpSecret = generateSecret();
    const id = await createPerson(ctx, { name, phone: parsePhone(phone), totpSecret });
    await addMembership(ctx, { personId: id, organisationId, roles });
    people.push({ id, inFile: { name, phone, roles: [...roles], totpSecret } });
  }
  return people;
}

async function createStaffedDistributor(
  ctx: Ctx,
  planned: (typeof plan.DISTRIBUTORS)[number],
  grants: Grant[],
): Promise<TrialData["distributors"][number]> {
  const { name, shortCode } = planned;
  const { currency, timeZone } = plan.ISSUER;
  const featuresOff = planned.consent === "off" ? (["consent"] as const) : [];
  const { id, floatAccountId } = await createDistributor(ctx, { name, shortCode, currency, timeZone, featuresOff });
  grants.push({ to: floatAccountId, amount: plan.FLOAT });
  const people = await employ(ctx, id, planned.people);
  const maker = people.find(({ inFile }) => inFile.roles.includes("maker"));
  if (!maker) throw new Error(`${name} has no maker of its key`);
  const { secret } = await createKey(ctx, {
    distributorId: id,
    label: plan.KEY.label,
    madeBy: maker.id,
    permissions: ["read-balance", "read-transactions", "perform-operations"],
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: plan.KEY.requestsPerMinute,
    expiresAt: new Date(ctx.now.getTime() + plan.KEY.days * 24 * 3_600_000),
  });
  return { id: showId("distributor", id), name, apiKey: secret, people: people.map(({ inFile }) => inFile) };
}

// Posted for the issuer and without an operation: it stands on the issuer's chain, and a distributor's own begins at 1 with its first one.
async function grant(ctx: Ctx, issuerId: Id<"issuer">, grants: readonly Grant[]): Promise<void> {
  const [issuer] = await ctx.tx
    .select({ settlement: issuers.settlementAccountId })
    .from(issuers)
    .where(eq(issuers.id, issuerId));
  if (!issuer) throw new Error("the issuer that was just created is not there");
  const outcomes = await applyMovements(
    ctx,
    grants.map(({ to, amount }) => ({
      kind: "transfer",
      transfer: newId("walletOperation"),
      from: issuer.settlement,
      to,
      amount: money(amount, plan.CURRENCY),
      organisation: issuerId,
    })),
  );
  const refused = outcomes.find(({ outcome }) => outcome !== "ok");
  if (refused) throw new Error(`money from the settlement account: ${refused.outcome}`);
}

async function fillQueue(ctx: Ctx): Promise<TrialData["cashouts"]> {
  const cashouts: TrialData["cashouts"] = [];
  for (const { customer, amount, memo } of plan.WITHDRAWALS) {
    const from = plan.CUSTOMERS[customer]?.phone;
    if (!from) throw new Error(`there is no customer ${customer}`);
    const wish = { phone: parsePhone(from), amount: money(amount, plan.CURRENCY), ...(memo ? { memo } : {}) };
    const id = await requestWithdrawal(ctx, wish);
    cashouts.push({ operationID: showId("withdrawal", id), from, amount: formatAmount(wish.amount) });
  }
  return cashouts;
}
