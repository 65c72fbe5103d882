import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "./portal-cookies";

// Long enough to sign in for the first time, with an authenticator to install.
const SECONDS = 3600;

/** The token of the invitation that this browser came by; null for none. */
export async function readInvitationToken(): Promise<string | null> {
  return (await cookies()).get(cookieName("invitation"))?.value || null;
}

/** Keeps it while its person signs in. */
export async function keepInvitationToken(token: string): Promise<void> {
  (await cookies()).set(cookieName("invitation"), token, { ...cookieOptions(), maxAge: SECONDS });
}

/** Forgets it: its person is in. */
export async function forgetInvitation(): Promise<void> {
  (await cookies()).set(cookieName("invitation"), "", { ...cookieOptions(), maxAge: 0 });
}
