import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { alreadyDecided } from "./already-decided";

type Undone = { outcome: string; organisation: OrganisationId; nth: number };

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  forbidden: "auth.forbidden",
  revision: "operations.revision-changed",
  expired: "operations.expired",
  "not-approved": "operations.not-approved",
  "other-desk": "operations.waits-for-issuer",
};

/**
 * A person takes back their own approval of a pending operation that waits for more people. Both stay on record; they may decide again. `revision` is
 * the one that they approved.
 * @throws DomainError `auth.forbidden`, `operations.not-found`, `operations.already-decided`, `operations.not-pending`,
 * `operations.revision-changed`, `operations.expired`, `operations.not-approved`, `operations.waits-for-issuer`
 */
export async function undoApproval(
  ctx: Ctx,
  { operationId, revision }: { readonly operationId: Id<"operation">; readonly revision: number },
): Promise<void> {
  authorize(ctx, "operations.undo");
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const { organisationId: desk, personId, sessionId, sessionProof } = principal;
  const [undone] = (await ctx.tx.execute(
    sql`select outcome, organisation, nth from operations_undo(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${desk}::uuid,
          ${operationId}::uuid, ${revision}::int, ${personId}::uuid, ${sessionId}::uuid, decode(${sessionProof}, 'hex'))`,
  )) as unknown as Undone[];
  if (undone?.outcome === "not-pending") {
    throw (await alreadyDecided(ctx, [operationId])).get(operationId) ?? new DomainError("operations.not-pending");
  }
  if (undone?.outcome !== "withdrawn") throw new DomainError(REFUSALS[undone?.outcome ?? ""] ?? "operations.not-found");
  const { organisation, nth } = undone;
  ctx.audit({
    action: "operation.approval-withdrawn",
    subjectKind: "operation",
    subjectId: operationId,
    organisation,
    detail: { revision, nth, session: sessionId, desk },
  });
}
