/** What a person may be in an organisation, in the order in which screens show it (DESIGN §7). */
export const ROLES = ["admin", "maker", "checker", "viewer"] as const;

/** One of them. One person may hold several. */
export type Role = (typeof ROLES)[number];
