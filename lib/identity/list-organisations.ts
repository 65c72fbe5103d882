import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { authorize, type Ctx, type Role } from "@/lib/runtime";
import { requirePerson } from "./list-sessions";

/** Where a person may work. `invited`: they have not been there yet. */
export type OwnOrganisation = {
  readonly id: OrganisationId;
  readonly kind: "issuer" | "distributor";
  readonly name: string;
  readonly roles: readonly Role[];
  readonly invited: boolean;
  readonly current: boolean;
};

type Row = {
  organisation_id: OrganisationId;
  organisation_kind: "issuer" | "distributor";
  name: string;
  roles: Role[];
  status: "active" | "invited";
  is_current: boolean;
};

/**
 * All organisations, of whatever issuer, that the person who asks may work for, by name: what a choice needs and no more.
 * @throws DomainError `auth.forbidden`
 */
export async function listOrganisations(ctx: Ctx): Promise<OwnOrganisation[]> {
  authorize(ctx, "sessions.own");
  const { sessionId } = requirePerson(ctx);
  const rows = (await ctx.tx.execute(sql`select * from lookup_organisations(${sessionId})`)) as unknown as Row[];
  return rows.map((row) => ({
    id: row.organisation_id,
    kind: row.organisation_kind,
    name: row.name,
    roles: row.roles,
    invited: row.status === "invited",
    current: row.is_current,
  }));
}
