import { type SQL, sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { confirmItIsThem } from "./confirm-it-is-them";
import { requirePerson } from "./list-sessions";
import type { ProofRefused } from "./wrong-proofs";

/** A code of the authenticator, and what was shown with it: one code for a whole batch. */
export type StepUp = { readonly code: string; readonly operationIds: readonly Id<"operation">[] };

/** The same for lines of a submitted file, as many as it has. */
export type StepUpFile = { readonly code: string; readonly batchId: Id<"batch">; readonly lines: readonly number[] };

type Outcome = { readonly outcome: "confirmed" } | ProofRefused;

/**
 * Keeps that the person has shown a fresh code for these operations: for a minute they may approve what needs one, in this session. Shown again
 * meanwhile for the same ones, whose answer was lost, it counts still. A wrong code is counted and returned, never thrown.
 * @throws DomainError `auth.forbidden`
 */
export async function stepUp(ctx: Ctx, { code, operationIds }: StepUp): Promise<Outcome> {
  const { personId, sessionId } = own(ctx);
  const { issuerId } = ctx.scope;
  const ids = sql.param([...operationIds]);
  return keep(ctx, code, {
    stands: sql`select bool_and(has_stepped_up(${issuerId}::uuid, ${personId}::uuid, ${sessionId}::uuid, o)) as stands from unnest(${ids}::uuid[]) o`,
    write: (asks) => sql`select step_up(${asks}, ${ids}::uuid[]) as outcome`,
    detail: { operations: [...operationIds] },
  });
}

/**
 * Keeps that the person has shown a fresh code for these lines of a submitted file: for five minutes, which is what deciding on ten thousand may take.
 * Otherwise as {@link stepUp}.
 * @throws DomainError `auth.forbidden`
 */
export async function stepUpFile(ctx: Ctx, { code, batchId, lines }: StepUpFile): Promise<Outcome> {
  const { personId, sessionId } = own(ctx);
  const { issuerId } = ctx.scope;
  const which = sql`${batchId}::uuid, ${sql.param([...lines])}::int[]`;
  return keep(ctx, code, {
    stands: sql`select has_stepped_up_file(${issuerId}::uuid, ${personId}::uuid, ${sessionId}::uuid, ${which}) as stands`,
    write: (asks) => sql`select step_up_file(${asks}, ${which}) as outcome`,
    detail: { file: batchId, lines: lines.length },
  });
}

function own(ctx: Ctx) {
  authorize(ctx, "sessions.own");
  return requirePerson(ctx);
}

type Kept = {
  readonly stands: SQL;
  readonly write: (asks: SQL) => SQL;
  readonly detail: Readonly<Record<string, unknown>>;
};

async function keep(ctx: Ctx, code: string, { stands, write, detail }: Kept): Promise<Outcome> {
  const { personId, sessionId, sessionProof, organisationId } = requirePerson(ctx);
  const [before] = (await ctx.tx.execute(stands)) as unknown as { stands: boolean | null }[];
  if (before?.stands) return { outcome: "confirmed" };
  const refused = await confirmItIsThem(ctx, personId, code);
  if (refused) return refused;
  const asks = sql`${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${sessionId}::uuid, decode(${sessionProof}, 'hex')`;
  const [row] = (await ctx.tx.execute(write(asks))) as unknown as { outcome: string }[];
  if (row?.outcome === "forbidden") throw new DomainError("auth.forbidden");
  if (row?.outcome !== "ok") throw new Error(`a step-up answered ${row?.outcome}`);
  ctx.audit({ action: "step-up.confirmed", subjectKind: "person", subjectId: personId, detail });
  return { outcome: "confirmed" };
}
