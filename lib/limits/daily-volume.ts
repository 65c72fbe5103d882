import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { weekOf } from "@/lib/kernel/time";
import type { SharedCtx } from "@/lib/runtime";

/**
 * Volume that a subject (`key:<uuid>`, `distributor:<uuid>`, `maker:<distributor>:<person>`, `wallet:<distributor>:<customer>`) takes of its day, in
 * minor units; without a maximum it is only counted. `weekMaximumMinor`: the most of the day's ISO week.
 */
export type VolumeTake = {
  readonly subject: string;
  readonly day: string;
  readonly organisation: OrganisationId;
  readonly amountMinor: bigint;
  readonly maximumMinor: bigint | null;
  readonly weekMaximumMinor?: bigint | null;
};

/** `usedMinor` is the day's volume before this take; `passed` says which maximum it would have passed, null where it was taken. */
export type VolumeOutcome = {
  readonly taken: boolean;
  readonly usedMinor: bigint;
  readonly passed: "day" | "week" | null;
};

const PASSED = { ok: null, exceeded: "day", "exceeded-week": "week" } as const;

/** Takes volume from daily and weekly limits, exactly, under parallel requests too: the counters stay locked until the commit. */
export async function takeDailyVolume(ctx: SharedCtx, takes: readonly VolumeTake[]): Promise<VolumeOutcome[]> {
  if (takes.length === 0) return [];
  const items = JSON.stringify(takes.map(toTakeItem));
  const rows = (await ctx.tx.execute(
    sql`select outcome, used from limits_take(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${items}::jsonb) order by idx`,
  )) as unknown as { outcome: keyof typeof PASSED; used: string }[];
  return rows.map(({ outcome, used }) => ({
    taken: outcome === "ok",
    usedMinor: BigInt(used),
    passed: PASSED[outcome],
  }));
}

/** What is taken, as `limits_take` has it. */
export function toTakeItem(take: VolumeTake): Record<string, unknown> {
  return {
    subject: take.subject,
    day: take.day,
    distributor: take.organisation,
    amount: take.amountMinor.toString(),
    maximum: take.maximumMinor?.toString(),
    ...(take.weekMaximumMinor == null ? {} : { week: weekOf(take.day), weekly: take.weekMaximumMinor.toString() }),
  };
}

/** Gives volume back: the operation was refused, recalled, expired or failed. */
export async function giveBackDailyVolume(
  ctx: SharedCtx,
  takes: readonly Pick<VolumeTake, "subject" | "day" | "amountMinor">[],
): Promise<void> {
  if (takes.length === 0) return;
  const items = JSON.stringify(
    takes.map((take) => ({ subject: take.subject, day: take.day, amount: take.amountMinor.toString() })),
  );
  await ctx.tx.execute(sql`select limits_give_back(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${items}::jsonb)`);
}
