import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { DomainError, isErrorCode } from "@/lib/kernel/errors";
import type { Ctx, UserPrincipal } from "@/lib/runtime";

/** @throws DomainError `auth.forbidden` for a key and the clock */
export function personOf({ principal }: Pick<Ctx, "principal">): UserPrincipal {
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  return principal;
}

/** The first arguments of what somebody says of their own notices: the unit, where they work, and whose session asks. */
export function ownNotices(ctx: Ctx, organisation: OrganisationId = personOf(ctx).organisationId) {
  const { personId, sessionId, sessionProof } = personOf(ctx);
  return sql`${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisation}::uuid, ${personId}::uuid, ${sessionId}::uuid,
             decode(${sessionProof}, 'hex')`;
}

/** @throws DomainError the outcome's code, where it is one */
export function refuseUnlessOk(rows: Iterable<unknown>): void {
  const [row] = [...rows] as { outcome?: unknown }[];
  if (row?.outcome === "ok") return;
  if (typeof row?.outcome === "string" && isErrorCode(row.outcome)) throw new DomainError(row.outcome);
  throw new Error(`notices answered ${row?.outcome}`);
}
