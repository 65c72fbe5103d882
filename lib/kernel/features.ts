/** What the issuer can switch off for a distributor. */
export const FEATURES = ["cash-in", "cash-out", "api-keys"] as const;

/** One of them. */
export type Feature = (typeof FEATURES)[number];
