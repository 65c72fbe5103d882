export { applyPeople } from "./apply-people";
export { checkPhone, checkReinstate, checkRemove, checkRoles, checkTotpReset, type Whom } from "./check-changes";
export { checkInvite, findPerson, type Invitee, type NewMember } from "./check-invite";
export { listPeople, type PersonView, readPerson } from "./list-people";
export { narrowRoles } from "./narrow-roles";
export type { Member } from "./read-member";
export { INVITATION_DAYS, prepareInvitation, resendInvitation } from "./send-invitation";
export { suspendPerson } from "./suspend-person";
export { withdrawInvitation } from "./withdraw-invitation";
