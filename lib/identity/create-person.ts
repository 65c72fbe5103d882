import { people } from "@/db/schema/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { sealSecret } from "./seal";

/** `totpSecret` (Base32) is for a person who is enrolled from the start; others enrol at their first sign-in. */
export type NewPerson = { readonly phone: E164; readonly name: string; readonly totpSecret?: string };

/**
 * Creates a person: one phone, one person in the whole system. They can sign in once they have a membership.
 * @throws DomainError `auth.forbidden`
 */
export async function createPerson(ctx: Ctx, input: NewPerson): Promise<Id<"person">> {
  authorize(ctx, "people.administer");
  const id = newId("person");
  const enrolled = input.totpSecret ? { totpSecret: sealSecret(id, input.totpSecret), enrolledAt: ctx.now } : {};
  await ctx.tx.insert(people).values({ id, phone: input.phone, name: input.name, ...enrolled });
  return id;
}
