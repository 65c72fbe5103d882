/** Sent with the pulse of an open page when somebody is at the screen. Another site's page cannot send it. */
export const SEEN_HEADER = "portal-seen";
