import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import { localDate } from "@/lib/kernel/time";
import { takeDailyVolume, type VolumeTake } from "@/lib/limits";
import type { SharedCtx } from "@/lib/runtime";
import type { StoredOperation } from "./define";
import { definitionOf } from "./registry";
import type { Entry } from "./submission";

/** A limit that an operation counts against, and what to say when it is passed. */
type Limit = {
  readonly subject: string;
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly amountExceeded: ErrorCode;
  readonly dailyExceeded: ErrorCode;
};

/**
 * Takes amounts from the limits of the key that asks and of the distributor whose operation it is; one that passes a limit is refused. Volume is
 * counted without a maximum, too: one that is set later counts from the start of its day.
 */
export async function takeLimits(ctx: SharedCtx, entries: readonly Entry[]): Promise<void> {
  const takes: { entry: Entry; take: VolumeTake; exceeded: ErrorCode }[] = [];
  for (const entry of entries) {
    const amountMinor = entry.claim?.amount?.minor;
    if (entry.error || amountMinor === undefined) continue;
    const limits = limitsOf(entry);
    const tooMuch = limits.find(({ maxAmountMinor }) => maxAmountMinor !== null && amountMinor > maxAmountMinor);
    if (tooMuch) {
      entry.error = new DomainError(tooMuch.amountExceeded);
      continue;
    }
    const day = localDate(ctx.now, entry.organisation.timeZone);
    for (const { subject, maxDailyMinor, dailyExceeded } of limits) {
      const take = { subject, day, organisation: entry.organisation.id, amountMinor, maximumMinor: maxDailyMinor };
      takes.push({ entry, take, exceeded: dailyExceeded });
    }
  }
  const outcomes = await takeDailyVolume(
    ctx,
    takes.map(({ take }) => take),
  );
  takes.forEach(({ entry, take, exceeded }, n) => {
    if (outcomes[n]?.taken) entry.volumes.push(take);
    else {
      entry.error ??= new DomainError(exceeded);
      entry.missed ??= take.subject;
    }
  });
}

function limitsOf({ by: { principal }, organisation, request }: Entry): Limit[] {
  const { feature } = definitionOf(request.input.type);
  const limits: Limit[] = [];
  if (principal.kind === "api-key") {
    limits.push({
      subject: `key:${principal.keyId}`,
      maxAmountMinor: principal.maxAmountMinor,
      maxDailyMinor: principal.maxDailyMinor,
      amountExceeded: "limits.per-transaction-exceeded",
      dailyExceeded: "limits.daily-volume-exceeded",
    });
  }
  if (feature && organisation.kind === "distributor") {
    limits.push({
      subject: `distributor:${organisation.id}`,
      maxAmountMinor: organisation.maxAmountMinor,
      maxDailyMinor: organisation.maxDailyMinor,
      amountExceeded: "limits.distributor-per-transaction-exceeded",
      dailyExceeded: "limits.distributor-daily-volume-exceeded",
    });
  }
  return limits;
}

/** What an operation that does not complete gives back of its day. */
export function volumesOf(operation: StoredOperation): Pick<VolumeTake, "subject" | "day" | "amountMinor">[] {
  const { amount, makerKeyId, organisationId, localDay: day, type } = operation;
  if (!amount) return [];
  const subjects = [
    ...(makerKeyId ? [`key:${makerKeyId}`] : []),
    ...(definitionOf(type).feature ? [`distributor:${organisationId}`] : []),
  ];
  return subjects.map((subject) => ({ subject, day, amountMinor: amount.minor }));
}
