import { eq, or, type SQL, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { operationDecisions, operations } from "@/db/schema";
import { workplaceOf } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { OperationFilters } from "./filters";

/**
 * Whose operations a list is about: of those one works for. The issuer's staff may name one of its distributors.
 * @throws DomainError `auth.forbidden` for the system
 */
export function listedOrganisation(ctx: Ctx, { organisation }: Pick<OperationFilters, "organisation">): OrganisationId {
  const own = workplaceOf(ctx);
  return own === ctx.scope.issuerId ? (organisation ?? own) : own;
}

/** Whether what a pending operation lacks is the issuer's approval: all of its own are given. */
export const isIssuersTurn = sql`${operations.approvalsGiven} >= ${operations.approvalsNeeded} - ${operations.issuerApprovals}`;

/** The same as a condition. The issuer's desk has, beside its own, what waits for the issuer's people, of all distributors. */
export function isListed(ctx: Ctx, filters: OperationFilters): SQL | undefined {
  const own = eq(operations.organisationId, listedOrganisation(ctx, filters));
  const { issuerId } = ctx.scope;
  if (!filters.desk || workplaceOf(ctx) !== issuerId) return own;
  return or(
    own,
    // Those that its own people have still to approve are not yet at the issuer's desk.
    sql`${operations.issuerApprovals} > 0 and (${operations.status} <> 'pending' or ${isIssuersTurn})`,
    sql`${operations.status} = 'pending' and (${operations.organisationId}, ${operations.makerId}) in (select organisation_id, person_id from stuck_makers(${issuerId}::uuid))`,
    sql`${operations.status} = 'pending' and ${operations.counterpartyKind} = 'person' and (${operations.organisationId}, ${operations.makerId}, ${operations.counterpartyId}) in (select organisation_id, person_id, subject_id from stuck_subjects(${issuerId}::uuid))`,
    sql`${operations.id} in (select ${operationDecisions.operationId} from ${operationDecisions}
         where ${operationDecisions.issuerId} = ${issuerId} and ${operationDecisions.deskId} = ${issuerId} and ${operationDecisions.deskId} <> ${operationDecisions.organisationId})`,
  );
}
