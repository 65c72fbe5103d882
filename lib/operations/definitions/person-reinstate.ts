import { applyPeople, checkReinstate } from "@/lib/people";
import { defineChange } from "../define-change";
import { draftWithReason, personChange, type ReasonInput, reasonPayload } from "../person-steps";

/** A suspended member is to work here again. */
export type PersonReinstateInput = ReasonInput<"person-reinstate">;

type Payload = (typeof reasonPayload)["_output"];

/** With the roles that they had; one who had not come yet is invited again. */
export const personReinstate = defineChange<PersonReinstateInput, Payload>({
  ...personChange,
  type: "person-reinstate",
  payload: reasonPayload,
  draft: draftWithReason(checkReinstate),
  apply: async (ctx, operation) => {
    await applyPeople(ctx, operation);
    // Nobody is sent anything who is a member again.
    ctx.emit({
      topic: "person.invited",
      payload: { personId: operation.payload.personId },
      organisation: operation.organisationId,
    });
  },
  tell: ({ reason }) => ({
    action: "person.reinstated",
    detail: { reason },
  }),
});
