import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { SharedCtx } from "@/lib/runtime";
import type { REVERSIBLE_TYPES } from "./schemas";

/** What is to be reversed, and how much of it. */
export type ReversalClaim = { readonly of: Id<"operation">; readonly amount: Money };

/** An operation of which so much is left to be reversed. Amounts in minor units. */
export type Reversible = {
  readonly reverses: (typeof REVERSIBLE_TYPES)[number];
  readonly counterpartyKind: "customer" | "merchant";
  readonly counterpartyId: Id<"customer"> | Id<"merchant">;
  /** How much of the asked amount stands in the wallet that is to give it; null where the float gives. */
  readonly inWalletMinor: bigint | null;
};

/** Why not: there is none, it is of another kind or did not complete, that is too long ago, or less of it is left. */
export type NotReversible =
  | { readonly outcome: "not-found" | "not-reversible" | "too-late" }
  | { readonly outcome: "exceeds"; readonly leftMinor: bigint };

type Row = {
  outcome: "ok" | NotReversible["outcome"];
  left_minor: string | null;
  in_wallet_minor: string | null;
  reverses: Reversible["reverses"];
  counterparty_kind: Reversible["counterpartyKind"];
  counterparty_id: Reversible["counterpartyId"];
};

/**
 * Locks the operations that are to be reversed and says of each, after those before it, whether so much of it is left: of many at once exactly what
 * the operation moved can be claimed (db/functions/064_reversals.sql).
 */
export async function claimReversals(
  ctx: SharedCtx,
  claims: readonly ReversalClaim[],
): Promise<(({ readonly outcome: "ok" } & Reversible) | NotReversible)[]> {
  const items = JSON.stringify(claims.map(({ of, amount }) => ({ of, amount: amount.minor.toString() })));
  const rows = (await ctx.tx.execute(
    sql`select outcome, left_minor, in_wallet_minor, reverses, counterparty_kind, counterparty_id
          from reversals_claim(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${items}::jsonb) order by idx`,
  )) as unknown as Row[];
  return rows.map((row) => {
    if (row.outcome === "exceeds") return { outcome: row.outcome, leftMinor: BigInt(row.left_minor ?? 0) };
    if (row.outcome !== "ok") return { outcome: row.outcome };
    return {
      outcome: row.outcome,
      reverses: row.reverses,
      counterpartyKind: row.counterparty_kind,
      counterpartyId: row.counterparty_id,
      inWalletMinor: row.in_wallet_minor === null ? null : BigInt(row.in_wallet_minor),
    };
  });
}
