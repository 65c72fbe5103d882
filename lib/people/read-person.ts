import { eq } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { organisationOf, type Where } from "./organisation-of";
import { type PersonView, readPeople } from "./read-people";

/**
 * One person of an organisation, also a removed one.
 * @throws DomainError `auth.forbidden`, `people.not-member`
 */
export async function readPerson(
  ctx: Ctx,
  { organisationId, personId }: Where & { readonly personId: Id<"person"> },
): Promise<PersonView> {
  const where = organisationOf(ctx, organisationId);
  const [person] = await readPeople(ctx, where, { which: eq(memberships.personId, personId), order: [], limit: 1 });
  if (!person) throw new DomainError("people.not-member");
  return person;
}
