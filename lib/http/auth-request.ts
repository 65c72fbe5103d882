import type { NextRequest } from "next/server";
import { cookieName } from "./portal-cookies";

const SERVED = new Set(["GET csrf", "GET session", "POST callback/credentials", "POST signout"]);

/**
 * Whether next-auth gets to see a request. It is used for four things, and asks for trouble with the rest: it lets anybody write to the log
 * and answers a malformed body, `callbackUrl` or return cookie with a 500.
 */
export function isAuthRequest(request: NextRequest, path: readonly string[]): boolean {
  if (!SERVED.has(`${request.method} ${path.join("/")}`)) return false;
  if (request.nextUrl.searchParams.has("callbackUrl")) return false;
  const back = request.cookies.get(cookieName("return"))?.value;
  if (back && !/^https?:\/\/[\w.:[\]-]+\/?$/.test(back)) return false;
  const type = request.headers.get("content-type") ?? "";
  return request.method === "GET" || type.startsWith("application/x-www-form-urlencoded");
}
