import { cookies } from "next/headers";
import { TICKET_SECONDS } from "@/lib/identity";
import { bareId, type Id } from "@/lib/kernel/ids";
import { cookieName, cookieOptions } from "./portal-cookies";

/** How far this browser has come in signing in: which challenge, and the ticket of the last step it passed. */
export type SignInState = { readonly challengeId: Id<"challenge">; readonly ticket: string | null };

/** The state in the cookie; null for none and for anything malformed. No script and no URL ever holds it. */
export async function readSignInState(): Promise<SignInState | null> {
  const [id = "", ticket] = ((await cookies()).get(cookieName("sign-in"))?.value ?? "").split(".");
  const challengeId = bareId("challenge", id);
  return challengeId ? { challengeId, ticket: ticket ?? null } : null;
}

/** Keeps the state for as long as a ticket can live. */
export async function writeSignInState(state: SignInState): Promise<void> {
  const value = state.ticket ? `${state.challengeId}.${state.ticket}` : state.challengeId;
  (await cookies()).set(cookieName("sign-in"), value, { ...cookieOptions(), maxAge: TICKET_SECONDS });
}

/** Forgets it: signed in, or started over. */
export async function clearSignInState(): Promise<void> {
  (await cookies()).set(cookieName("sign-in"), "", { ...cookieOptions(), maxAge: 0 });
}
