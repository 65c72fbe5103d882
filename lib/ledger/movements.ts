import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { SharedCtx } from "@/lib/runtime";

/** Reserves an amount on an account for an operation or a withdrawal request. */
export type HoldMovement = {
  readonly kind: "hold";
  readonly hold: Id<"hold">;
  readonly account: Id<"account">;
  readonly amount: Money;
  readonly heldFor: Id<"operation"> | Id<"withdrawal">;
  readonly organisation: OrganisationId;
};

/** Gives a held amount back to its account. */
export type ReleaseMovement = { readonly kind: "release"; readonly hold: Id<"hold"> };

/** Moves a held amount from its account to another: the posting of an approved operation. */
export type SettleMovement = {
  readonly kind: "settle";
  readonly hold: Id<"hold">;
  readonly transfer: Id<"walletOperation">;
  readonly to: Id<"account">;
  readonly organisation: OrganisationId;
  readonly operation: Id<"operation">;
};

/** Moves an amount at once. Without an operation: the issuer's own funding, by the owner alone, who sets installations up. */
export type TransferMovement = {
  readonly kind: "transfer";
  readonly transfer: Id<"walletOperation">;
  readonly from: Id<"account">;
  readonly to: Id<"account">;
  readonly amount: Money;
  readonly organisation: OrganisationId;
  readonly operation?: Id<"operation">;
};

/** A movement as data: definitions return them, the engine has them applied. */
export type Movement = HoldMovement | ReleaseMovement | SettleMovement | TransferMovement;

/** `sequence` and `hash` (64 hex digits) stand for a posted transfer. */
export type MovementOutcome =
  | { readonly outcome: "ok"; readonly sequence: bigint | null; readonly hash: string | null }
  | { readonly outcome: "insufficient" | "no-account" | "no-hold" | "currency" | "duplicate" };

type Row = { idx: number; outcome: MovementOutcome["outcome"]; sequence_number: string | null; hash: string | null };

/**
 * Applies movements in order, each with its own outcome; a refused one never spoils its neighbours. One statement for all the money
 * (db/functions/042_ledger_apply.sql).
 */
export async function applyMovements(ctx: SharedCtx, movements: readonly Movement[]): Promise<MovementOutcome[]> {
  if (movements.length === 0) return [];
  const items = JSON.stringify(movements.map(toItem));
  const rows = (await ctx.tx.execute(
    sql`select idx, outcome, sequence_number, encode(hash, 'hex') as hash
          from ledger_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${items}::jsonb) order by idx`,
  )) as unknown as Row[];
  return rows.map((row) =>
    row.outcome === "ok"
      ? { outcome: "ok", sequence: row.sequence_number === null ? null : BigInt(row.sequence_number), hash: row.hash }
      : { outcome: row.outcome },
  );
}

/** A movement as `ledger_apply` takes it. */
export function toItem(movement: Movement): Record<string, string> {
  if (!("amount" in movement)) return { ...movement };
  const { amount, ...rest } = movement;
  return { ...rest, amount: amount.minor.toString(), currency: amount.currency };
}
