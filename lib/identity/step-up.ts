import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { confirmItIsThem } from "./confirm-it-is-them";
import { requirePerson } from "./list-sessions";
import type { ProofRefused } from "./wrong-proofs";

/** A code of the authenticator, and what was shown with it: one code for a whole batch. */
export type StepUp = { readonly code: string; readonly operationIds: readonly Id<"operation">[] };

/**
 * Keeps that the person has shown a fresh code for these operations: for a minute they may approve what needs one, in this session. Shown again
 * meanwhile for the same ones, whose answer was lost, it counts still. A wrong code is counted and returned, never thrown.
 * @throws DomainError `auth.forbidden`
 */
export async function stepUp(
  ctx: Ctx,
  { code, operationIds }: StepUp,
): Promise<{ readonly outcome: "confirmed" } | ProofRefused> {
  authorize(ctx, "sessions.own");
  const { personId, sessionId, sessionProof, organisationId } = requirePerson(ctx);
  const { issuerId } = ctx.scope;
  const ids = sql.param([...operationIds]);
  const [stands] = (await ctx.tx.execute(
    sql`select bool_and(has_stepped_up(${issuerId}::uuid, ${personId}::uuid, ${sessionId}::uuid, o)) as all from unnest(${ids}::uuid[]) o`,
  )) as unknown as { all: boolean | null }[];
  if (stands?.all) return { outcome: "confirmed" };
  const refused = await confirmItIsThem(ctx, personId, code);
  if (refused) return refused;
  const [row] = (await ctx.tx.execute(
    sql`select step_up(${issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${sessionId}::uuid,
          decode(${sessionProof}, 'hex'), ${ids}::uuid[]) as outcome`,
  )) as unknown as { outcome: string }[];
  if (row?.outcome === "forbidden") throw new DomainError("auth.forbidden");
  if (row?.outcome !== "ok") throw new Error(`a step-up answered ${row?.outcome}`);
  ctx.audit({
    action: "step-up.confirmed",
    subjectKind: "person",
    subjectId: personId,
    detail: { operations: [...operationIds] },
  });
  return { outcome: "confirmed" };
}
