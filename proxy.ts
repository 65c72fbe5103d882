import { type NextRequest, NextResponse } from "next/server";
import { cookieName } from "@/lib/http/portal-cookies";
import { PATH_HEADER, signInPath } from "@/lib/http/return-path";

/**
 * First gate of portal pages: without a session cookie, to sign-in and back. Whether the cookie is worth anything is for the unit of work to
 * say; this is never the authorisation. It also tells the page its own path, which a server component cannot see.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const reads = request.method === "GET" || request.method === "HEAD";
  if (reads && !request.cookies.has(cookieName("session"))) {
    return NextResponse.redirect(new URL(signInPath(pathname + search), request.url));
  }
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, pathname + search);
  return NextResponse.next({ request: { headers } });
}

/** Every page but sign-in, invitations, customers' own, the public proofs, the pages for developers, the trial page and the page of the design system; no API, no file. */
export const config = {
  matcher: [
    "/((?!api(?:/|$)|_next/|sign-in(?:/|$)|invitation/|consent/|wallet(?:/|$)|tx(?:/|$)|developers(?:/|$)|trial(?:/|$)|design(?:/|$)|.*\\.[a-z0-9]+$).*)",
  ],
};
