import { applyPeople, checkTotpReset } from "@/lib/people";
import { defineChange } from "../define-change";
import { draftWithReason, personChange, type ReasonInput, reasonPayload } from "../person-steps";

/** A member has lost their authenticator. */
export type PersonTotpResetInput = ReasonInput<"person-totp-reset">;

type Payload = (typeof reasonPayload)["_output"];

/** They enrol a new one at their next sign-in; for a while (`CONTROL_HOURS`) whoever asked for it and they do not decide for each other. */
export const personTotpReset = defineChange<PersonTotpResetInput, Payload>({
  ...personChange,
  type: "person-totp-reset",
  payload: reasonPayload,
  draft: draftWithReason(checkTotpReset),
  apply: applyPeople,
  tell: ({ reason }) => ({
    action: "person.totp-reset",
    detail: { reason },
  }),
});
