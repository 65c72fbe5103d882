import { z } from "zod";
import type { E164 } from "@/lib/kernel/phone";
import { applyPeople, checkInvite } from "@/lib/people";
import { rolesField } from "@/lib/people/schemas";
import type { Role } from "@/lib/runtime";
import { defineChange } from "../define-change";
import { asCounterparty, personChange, personIdField } from "../person-steps";

/** Somebody is to work for the maker's organisation. */
export type PersonInviteInput = {
  readonly type: "person-invite";
  readonly phone: E164;
  readonly name: string;
  readonly roles: readonly Role[];
};

const payload = z.object({ personId: personIdField, phone: z.string(), name: z.string(), roles: rolesField });
type Payload = z.infer<typeof payload>;

/** Approved, the person is sent a link, and becomes a member with their first session. */
export const personInvite = defineChange<PersonInviteInput, Payload>({
  ...personChange,
  type: "person-invite",
  payload,
  draft: async (ctx, { input, organisation }) => {
    const invitee = await checkInvite(ctx, organisation.id, input);
    return { counterparty: asCounterparty(invitee), payload: { ...invitee, roles: [...invitee.roles] }, memo: null };
  },
  apply: async (ctx, operation) => {
    await applyPeople(ctx, operation);
    ctx.emit({
      topic: "person.invited",
      payload: { personId: operation.payload.personId },
      organisation: operation.organisationId,
    });
  },
  tell: ({ roles }) => ({ action: "person.invited", detail: { before: null, after: roles } }),
});
