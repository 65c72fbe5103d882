const LINK = /^(\/+(?:invitation|consent)\/+).+/i;

/** A path for the log. The token of an invitation or of a customer's consent stands in its link, and lets whoever has it go on from there. */
export function loggedPath(path: string): string {
  return path.replace(LINK, "$1[redacted]");
}

/** Headers for the page of such a link: what it asks for tells nobody its path, also not the log of a proxy in front. */
export function linkHeaders(path: string): Record<string, string> {
  // Not `no-referrer`: browsers then send no Origin with its form, either.
  return LINK.test(path) ? { "referrer-policy": "strict-origin" } : {};
}
