/** Set by `proxy.ts`: path and query of the page, which a server component cannot see. */
export const PATH_HEADER = "x-portal-path";

/** Where a person goes after signing in: a path of this portal. Anything that could lead elsewhere is the home page. */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/")) return "/";
  const base = "http://portal.invalid";
  if (!URL.canParse(wanted, base)) return "/";
  const url = new URL(wanted, base);
  if (url.origin !== base || /^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname)) return "/";
  // A path that begins with two slashes names another host to a browser.
  return `/${url.pathname.replace(/^\/+/, "")}${url.search}`;
}

/** The sign-in page that leads back to a path. `ended` tells that there was a session. */
export function signInPath(from: string | null, ended = false): string {
  const query = new URLSearchParams();
  const back = returnPath(from);
  if (ended) query.set("ended", "1");
  if (back !== "/") query.set("next", back);
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}
