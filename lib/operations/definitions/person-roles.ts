import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import { applyPeople, checkRoles } from "@/lib/people";
import { rolesField } from "@/lib/people/schemas";
import type { Role } from "@/lib/runtime";
import { defineChange } from "../define-change";
import { asCounterparty, personChange, personIdField, whom } from "../person-steps";

/** A member is to have more roles; `after` holds all of them. */
export type PersonRolesInput = {
  readonly type: "person-roles";
  readonly personId: Id<"person">;
  readonly after: readonly Role[];
};

const payload = z.object({ personId: personIdField, before: rolesField, after: rolesField });
type Payload = z.infer<typeof payload>;

/** Applied only to whoever still has the roles that the checker read. */
export const personRoles = defineChange<PersonRolesInput, Payload>({
  ...personChange,
  type: "person-roles",
  payload,
  draft: async (ctx, item) => {
    const { after } = item.input;
    const member = await checkRoles(ctx, whom(item), after);
    return {
      counterparty: asCounterparty(member),
      payload: { personId: member.personId, before: [...member.roles], after: [...after] },
      memo: null,
    };
  },
  apply: applyPeople,
  tell: ({ before, after }) => ({
    action: "person.widened",
    detail: { before, after },
  }),
});
