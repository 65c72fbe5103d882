import { proofRefusal } from "@/lib/http/sign-in-refusals";
import { stepUp, stepUpFile } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { type Caller, type Ctx, type Request, run } from "@/lib/runtime";

/**
 * Judges the code that came with approvals above the step-up amount, before any of them and in a unit of its own, so that a wrong one stays counted.
 * Without a code it does nothing: the claim says which approvals need one.
 * @throws DomainError `sign-in.code-wrong`, `sign-in.totp-replayed`, `sign-in.too-many-attempts`, `sign-in.rejected`
 */
export async function confirmFirst(
  caller: Caller,
  request: Request,
  code: string | undefined,
  operationIds: readonly Id<"operation">[],
): Promise<void> {
  if (code === undefined) return;
  const outcome = await run(caller, request, (ctx) => stepUp(ctx, { code, operationIds }));
  if (outcome.outcome !== "confirmed") throw proofRefusal(outcome);
}

/** The same for lines of a file, which are asked for once a code has come. @throws DomainError as {@link confirmFirst} */
export async function confirmFileFirst(
  caller: Caller,
  request: Request,
  code: string | undefined,
  batchId: Id<"batch">,
  linesOf: (ctx: Ctx) => Promise<readonly number[]>,
): Promise<void> {
  if (code === undefined) return;
  const lines = await run(caller, request, linesOf);
  if (lines.length === 0) return;
  const outcome = await run(caller, request, (ctx) => stepUpFile(ctx, { code, batchId, lines }));
  if (outcome.outcome !== "confirmed") throw proofRefusal(outcome);
}
