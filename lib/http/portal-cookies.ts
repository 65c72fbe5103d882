import { env } from "@/lib/config/env";

/** How every cookie of ours is set: no script reads it, no other site's form sends it, no plain connection where people come by https. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: byHttps() } as const;
}

/** Name of a cookie here. `__Host-` makes the browser refuse it from a sub-domain or a plain connection. */
export function cookieName(
  name: "session" | "csrf" | "return" | "sign-in" | "device" | "invitation" | "wallet" | "wallet-sign-in",
): string {
  return `${byHttps() ? "__Host-" : ""}portal.${name}`;
}

function byHttps(): boolean {
  return env().publicUrl?.startsWith("https://") ?? false;
}
