export { applyPeople } from "./apply-people";
export { checkPhone, checkReinstate, checkRemove, checkRoles, checkTotpReset, type Whom } from "./check-changes";
export { checkInvite, findPerson, type Invitee, type NewMember } from "./check-invite";
export { countPeople, type PeopleCount } from "./count-people";
export {
  checkDelegate,
  type DelegationView,
  endDelegation,
  listDelegations,
  startDelegation,
} from "./delegations";
export { listPeople, type PeopleFilters } from "./list-people";
export { narrowRoles } from "./narrow-roles";
export { readControl } from "./read-control";
export type { Member } from "./read-member";
export type { PersonView } from "./read-people";
export { readPerson } from "./read-person";
export { prepareInvitation, resendInvitation } from "./send-invitation";
export { shownName } from "./shown-name";
export { suspendPerson } from "./suspend-person";
export { withdrawInvitation } from "./withdraw-invitation";
