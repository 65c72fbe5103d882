import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { localDate } from "@/lib/kernel/time";
import { takeDailyVolume, type VolumeTake } from "@/lib/limits";
import { readPolicyLimits } from "@/lib/policies";
import type { SharedCtx } from "@/lib/runtime";
import type { StoredOperation } from "./define";
import { definitionOf } from "./registry";
import type { Entry } from "./submission";

/** A limit that an operation counts against, and what to say when it is passed. */
type Limit = {
  readonly subject: string;
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly maxWeeklyMinor: bigint | null;
  readonly passed: Readonly<Record<"amount" | "day" | "week", ErrorCode>>;
};

/** What an operation takes from a limit, and what to say when the limit is passed. */
export type Taking = { readonly take: VolumeTake; readonly passed: Limit["passed"] };

/** Reads the policies that limit makers and customers; asked before {@link takingsOf}. */
export async function readPolicies(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const counting = entries.filter((entry) => !entry.error && isCounted(entry));
  const ids = new Set(counting.map(({ organisation }) => organisation.id as Id<"distributor">));
  const policies = await readPolicyLimits(ctx, [...ids]);
  for (const entry of counting) entry.policy = policies.get(entry.organisation.id as Id<"distributor">) ?? null;
}

/** Refuses what is more than a key or a distributor may move at once. */
export function refuseTooMuch(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const amountMinor = entry.claim?.amount?.minor;
    if (entry.error || amountMinor === undefined) continue;
    const tooMuch = limitsOf(entry).find(
      ({ maxAmountMinor }) => maxAmountMinor !== null && amountMinor > maxAmountMinor,
    );
    if (!tooMuch) continue;
    entry.error = new DomainError(tooMuch.passed.amount);
    entry.tooMuch = true;
  }
}

/**
 * What an operation takes from the limits of the key that asks, of its maker, of the distributor whose operation it is, and of its customer, once it is
 * known who that is. The volume of keys and distributors is counted without a maximum, too: one that is set later counts from the start of its day. That of
 * makers and customers counts while the policy limits it. What a limit of one amount has refused takes nothing.
 */
export function takingsOf(ctx: SharedCtx, entry: Entry): Taking[] {
  const amountMinor = entry.claim?.amount?.minor;
  if (amountMinor === undefined || entry.tooMuch) return [];
  const { organisation } = entry;
  const day = localDate(ctx.now, organisation.timeZone);
  return [...limitsOf(entry), ...walletLimits(entry)].map(({ subject, maxDailyMinor, maxWeeklyMinor, passed }) => ({
    take: {
      subject,
      day,
      organisation: organisation.id,
      amountMinor,
      maximumMinor: maxDailyMinor,
      weekMaximumMinor: maxWeeklyMinor,
    },
    passed,
  }));
}

/** Takes what one operation takes from its limits, or refuses it: what its limit says comes before what a check has said. */
export async function takeLimits(ctx: SharedCtx, entry: Entry): Promise<void> {
  const takings = takingsOf(ctx, entry);
  const outcomes = await takeDailyVolume(
    ctx,
    takings.map(({ take }) => take),
  );
  const n = outcomes.findIndex(({ taken }) => !taken);
  const [outcome, taking] = [outcomes[n], takings[n]];
  if (outcome && taking) entry.error = new DomainError(taking.passed[outcome.passed ?? "day"]);
}

/** Whether it counts against the limits of a distributor. */
function isCounted({ organisation, request }: Entry): boolean {
  return definitionOf(request.input.type).feature !== null && organisation.kind === "distributor";
}

function limitsOf(entry: Entry): Limit[] {
  const { principal } = entry.by;
  const { organisation } = entry;
  const limits: Limit[] = [];
  if (principal.kind === "api-key") {
    limits.push({
      subject: `key:${principal.keyId}`,
      maxAmountMinor: principal.maxAmountMinor,
      maxDailyMinor: principal.maxDailyMinor,
      maxWeeklyMinor: null,
      passed: {
        amount: "limits.per-transaction-exceeded",
        day: "limits.daily-volume-exceeded",
        week: "limits.daily-volume-exceeded",
      },
    });
  }
  if (isCounted(entry) && organisation.kind === "distributor") {
    limits.push({
      subject: `distributor:${organisation.id}`,
      maxAmountMinor: organisation.maxAmountMinor,
      maxDailyMinor: organisation.maxDailyMinor,
      maxWeeklyMinor: organisation.maxWeeklyMinor,
      passed: {
        amount: "limits.distributor-per-transaction-exceeded",
        day: "limits.distributor-daily-volume-exceeded",
        week: "limits.distributor-weekly-volume-exceeded",
      },
    });
    const maker = principal.kind === "user" ? principal.personId : "makerId" in principal ? principal.makerId : null;
    const { makerDaily, makerWeekly } = entry.policy?.limits ?? {};
    if (maker) limits.push(...policyLimit("maker", makerOf(organisation.id, maker), makerDaily, makerWeekly));
  }
  return limits;
}

function walletLimits(entry: Entry): Limit[] {
  const { organisation, draft, policy } = entry;
  const { customerDaily, customerWeekly } = policy?.limits ?? {};
  if (draft?.counterparty.kind !== "customer") return [];
  return policyLimit("customer", walletOf(organisation.id, draft.counterparty.id), customerDaily, customerWeekly);
}

/** A limit that the policy sets, or nothing where it sets none. */
function policyLimit(
  of: "maker" | "customer",
  subject: string,
  daily?: string | null,
  weekly?: string | null,
): Limit[] {
  if (!daily && !weekly) return [];
  return [
    {
      subject,
      maxAmountMinor: null,
      maxDailyMinor: daily ? BigInt(daily) : null,
      maxWeeklyMinor: weekly ? BigInt(weekly) : null,
      passed: {
        amount: `limits.${of}-daily-exceeded`,
        day: `limits.${of}-daily-exceeded`,
        week: `limits.${of}-weekly-exceeded`,
      },
    },
  ];
}

const makerOf = (organisation: string, person: string) => `maker:${organisation}:${person}`;
// Last in the order of subjects: when volume is given back, counters are locked in it.
const walletOf = (organisation: string, customer: string) => `wallet:${organisation}:${customer}`;

/** What an operation that does not complete gives back of its day: what the policy limited when it was submitted, and what counts always. */
export function volumesOf(operation: StoredOperation): Pick<VolumeTake, "subject" | "day" | "amountMinor">[] {
  const {
    amount,
    makerId,
    makerKeyId,
    organisationId,
    counterpartyKind,
    counterpartyId,
    localDay: day,
    type,
  } = operation;
  if (!amount) return [];
  const counted = definitionOf(type).feature !== null;
  const limits = counted ? operation.policyLimits : null;
  const ofCustomer = counterpartyKind === "customer" && (limits?.customerDaily || limits?.customerWeekly);
  const subjects = [
    ...(makerKeyId ? [`key:${makerKeyId}`] : []),
    ...(counted ? [`distributor:${organisationId}`] : []),
    ...(limits?.makerDaily || limits?.makerWeekly ? [makerOf(organisationId, makerId)] : []),
    ...(ofCustomer ? [walletOf(organisationId, counterpartyId)] : []),
  ];
  return subjects.map((subject) => ({ subject, day, amountMinor: amount.minor }));
}
