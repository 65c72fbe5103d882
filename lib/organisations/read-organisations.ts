import { and, eq } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { oneOf } from "@/db/one-of";
import { distributors } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Asker, SharedCtx } from "@/lib/runtime";
import { type Distributor, toDistributor } from "./read-distributor";
import { type Issuer, readIssuer } from "./read-issuer";

/** An organisation that has operations of its own. */
export type Organisation = ({ readonly kind: "distributor" } & Distributor) | ({ readonly kind: "issuer" } & Issuer);

/** Organisations of this unit's scope by id; those of another are missing from the answer, like those that do not exist. */
export async function readOrganisations(
  ctx: SharedCtx,
  ids: readonly OrganisationId[],
): Promise<Map<OrganisationId, Organisation>> {
  const { issuerId } = ctx.scope;
  const others = ids.filter((id) => id !== issuerId) as Id<"distributor">[];
  const [own, rows] = await Promise.all([
    others.length < ids.length ? readIssuer(ctx) : null,
    others.length > 0
      ? ctx.tx
          .select()
          .from(distributors)
          .where(and(eq(distributors.issuerId, issuerId), oneOf(distributors.id, others, "uuid")))
      : [],
  ]);
  const found = new Map<OrganisationId, Organisation>(
    rows.map((row) => [row.id, { kind: "distributor", ...toDistributor(row) }]),
  );
  return own ? found.set(own.id, { kind: "issuer", ...own }) : found;
}

/** Whether customers are asked before it pays out of their wallet at the counter. */
export function asksConsent(organisation: Organisation | Distributor): boolean {
  return "featuresOff" in organisation && !organisation.featuresOff.includes("consent");
}

/**
 * The organisation that the principal works for: a distributor, or the issuer itself.
 * @throws DomainError `auth.forbidden` for the system and for customers, who work for none
 */
export function workplaceOf({ principal }: Pick<Asker, "principal">): OrganisationId {
  if (principal.kind === "system" || principal.kind === "customer") throw new DomainError("auth.forbidden");
  return principal.organisationId;
}
