import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "./portal-cookies";

// As long as browsers keep a cookie.
const SECONDS = 400 * 24 * 3600;

/** The token by which this browser is known again to the people who signed in with it; null for a new one. It opens nothing. */
export async function readDevice(): Promise<string | null> {
  return (await cookies()).get(cookieName("device"))?.value ?? null;
}

/** Has this browser known again, also after everybody has signed out. */
export async function keepDevice(token: string): Promise<void> {
  (await cookies()).set(cookieName("device"), token, { ...cookieOptions(), maxAge: SECONDS });
}
