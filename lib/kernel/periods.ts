/** For how many days the link of an invitation is open. The database says the same (`invitation_lasts`, db/functions/055_deciders.sql). */
export const INVITATION_DAYS = 7;

/**
 * For how many hours two people, of whom one had the other's identity in hand, are no second person for each other. The database says the
 * same (`control_lasts`).
 */
export const CONTROL_HOURS = 72;

/** For how many days at most somebody may decide in the place of somebody else. The database says the same (`delegation_days`, db/functions/061_delegations.sql). */
export const DELEGATION_DAYS = 30;

/** For how many minutes a customer may agree to a payment out of their wallet. The database says the same (`consent_lasts`, db/functions/061_operations_submit.sql). */
export const CONSENT_MINUTES = 5;

/**
 * How many times an hour one distributor may ask one customer to agree: each is up to five SMS. The database says the same (`consents_most`,
 * db/functions/064_consents.sql).
 */
export const CONSENTS_AN_HOUR = 10;

/** For how many days what a cash-in or cash-out moved can be reversed. The database says the same (`reversal_lasts`, db/functions/064_reversals.sql). */
export const REVERSAL_DAYS = 90;

/**
 * What holds for whoever has set nothing: after how many minutes an SMS says that a request waits, and quiet hours as minutes of the
 * organisation's local day. The database says the same (`notice_defaults`).
 */
export const NOTICE_DEFAULTS = { smsAfterMinutes: 30, quietFrom: 22 * 60, quietTo: 7 * 60 } as const;
