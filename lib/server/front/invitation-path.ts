const INVITATION = /^(\/+invitation\/+).+/i;

/** A path for the log. The token of an invitation stands in its link, and leads whoever has it up to the SMS. */
export function loggedPath(path: string): string {
  return path.replace(INVITATION, "$1[redacted]");
}

/** Headers for the page of an invitation: what it asks for tells nobody its path, also not the log of a proxy in front. */
export function invitationHeaders(path: string): Record<string, string> {
  // Not `no-referrer`: browsers then send no Origin with its form, either.
  return INVITATION.test(path) ? { "referrer-policy": "strict-origin" } : {};
}
