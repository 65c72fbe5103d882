/**
 * What the issuer can switch off for a distributor. `consent`: that a customer is asked before money is paid out of their wallet at the
 * counter; switched off, the distributor's word is enough.
 */
export const FEATURES = ["cash-in", "cash-out", "consent", "api-keys"] as const;

/** One of them. */
export type Feature = (typeof FEATURES)[number];
