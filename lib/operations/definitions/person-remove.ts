import { applyPeople, checkRemove } from "@/lib/people";
import { defineChange } from "../define-change";
import { draftWithReason, personChange, type ReasonInput, reasonPayload } from "../person-steps";

/** A member is to work here no longer. */
export type PersonRemoveInput = ReasonInput<"person-remove">;

type Payload = (typeof reasonPayload)["_output"];

/** They can be invited again. What they did stays theirs. */
export const personRemove = defineChange<PersonRemoveInput, Payload>({
  ...personChange,
  type: "person-remove",
  payload: reasonPayload,
  draft: draftWithReason(checkRemove),
  apply: applyPeople,
  tell: ({ reason }) => ({
    action: "person.removed",
    detail: { reason },
  }),
});
