// A proxy may ask for a whole address.
const LINK = /^((?:https?:\/\/[^/]*)?\/+(?:invitation|consent)\/+).+/i;

/**
 * A path for the log. The token of an invitation or of a customer's consent stands in its link, and lets whoever has it go on from there. Also where some
 * of its letters are written as `%xx`: whoever answers the page reads them as we do.
 */
export function loggedPath(path: string): string {
  return plain(path).replace(LINK, "$1[redacted]");
}

/** Headers for the page of such a link: what it asks for tells nobody its path, also not the log of a proxy in front. */
export function linkHeaders(path: string): Record<string, string> {
  // Not `no-referrer`: browsers then send no Origin with its form, either.
  return LINK.test(plain(path)) ? { "referrer-policy": "strict-origin" } : {};
}

/** As it is written, where it is no link however it is read. */
function plain(path: string): string {
  try {
    const read = decodeURIComponent(path);
    return LINK.test(read) ? read : path;
  } catch {
    return path;
  }
}
