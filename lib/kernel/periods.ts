/** For how many days the link of an invitation is open. The database says the same (`invitation_lasts`, db/functions/055_deciders.sql). */
export const INVITATION_DAYS = 7;

/**
 * For how many hours two people, of whom one had the other's identity in hand, are no second person for each other. The database says the
 * same (`control_lasts`).
 */
export const CONTROL_HOURS = 72;
