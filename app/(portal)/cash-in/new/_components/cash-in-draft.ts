/** A cash-in before anything is typed. `by` says which of phone and short code counts. */
export const EMPTY_CASH_IN = { by: "phone", phone: "", shortCode: "", amount: "", memo: "" };

/** The fields of a cash-in as typed. */
export type CashInDraft = typeof EMPTY_CASH_IN;
