import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { SharedCtx } from "@/lib/runtime";

/** Volume that a subject (`key:<uuid>`, `distributor:<uuid>`) takes of its day, in minor units; without a maximum it is only counted. */
export type VolumeTake = {
  readonly subject: string;
  readonly day: string;
  readonly organisation: OrganisationId;
  readonly amountMinor: bigint;
  readonly maximumMinor: bigint | null;
};

/** `usedMinor` is the day's volume before this take. */
export type VolumeOutcome = { readonly taken: boolean; readonly usedMinor: bigint };

/** Takes volume from daily limits, exactly, under parallel requests too: the counters stay locked until the commit. */
export async function takeDailyVolume(ctx: SharedCtx, takes: readonly VolumeTake[]): Promise<VolumeOutcome[]> {
  if (takes.length === 0) return [];
  const items = JSON.stringify(
    takes.map((take) => ({
      subject: take.subject,
      day: take.day,
      distributor: take.organisation,
      amount: take.amountMinor.toString(),
      maximum: take.maximumMinor?.toString(),
    })),
  );
  const rows = (await ctx.tx.execute(
    sql`select outcome, used from limits_take(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${items}::jsonb) order by idx`,
  )) as unknown as { outcome: "ok" | "exceeded"; used: string }[];
  return rows.map((row) => ({ taken: row.outcome === "ok", usedMinor: BigInt(row.used) }));
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
