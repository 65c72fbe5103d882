import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx, Role } from "@/lib/runtime";
import { refuseUnlessOk } from "./apply-people";

/** What is taken from a member: roles, or all of their access. */
type Less = {
  readonly organisationId: OrganisationId;
  readonly personId: Id<"person">;
  readonly roles?: readonly Role[];
  readonly status?: "suspended" | "removed";
  readonly reason?: string;
};

/** @throws DomainError `people.*` */
export async function narrow(ctx: Ctx, { organisationId, personId, roles, status, reason }: Less): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select membership_narrow(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid,
          ${roles ? sql.param([...roles]) : null}::text[], ${status ?? null}, ${reason ?? null}) as outcome`,
  )) as unknown as { outcome: string }[];
  refuseUnlessOk(rows[0]?.outcome);
}
