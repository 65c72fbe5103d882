import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { applyPeople, checkPhone } from "@/lib/people";
import { defineChange } from "../define-change";
import { asCounterparty, personChange, personIdField, whom } from "../person-steps";

/** A member has another phone. */
export type PersonPhoneInput = {
  readonly type: "person-phone";
  readonly personId: Id<"person">;
  readonly after: E164;
};

const payload = z.object({ personId: personIdField, before: z.string(), after: z.string() });
type Payload = z.infer<typeof payload>;

/** All of their sessions end; for a while (`CONTROL_HOURS`) whoever asked for it and they do not decide for each other. */
export const personPhone = defineChange<PersonPhoneInput, Payload>({
  ...personChange,
  type: "person-phone",
  payload,
  draft: async (ctx, item) => {
    const { after } = item.input;
    const member = await checkPhone(ctx, whom(item), after);
    return {
      counterparty: asCounterparty(member),
      payload: { personId: member.personId, before: member.phone, after },
      memo: null,
    };
  },
  apply: applyPeople,
  tell: ({ before, after }) => ({
    action: "person.phone-changed",
    detail: { before, after },
  }),
});
