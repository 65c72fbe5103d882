import { cookies, headers } from "next/headers";
import { cache } from "react";
import { readSuspended, type Suspended, sessionCaller } from "@/lib/identity";
import { isDomainError } from "@/lib/kernel/errors";
import { type Caller, run, whileDatabaseAnswers } from "@/lib/runtime";
import { type Peer, readPeer } from "./peer";
import { cookieName } from "./portal-cookies";

/** The client of the request that is being served; one request id for all that one render does. */
export const currentPeer = cache(async (): Promise<Peer> => readPeer(await headers()));

/** The session's token in the cookie, or null. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(cookieName("session"))?.value ?? null;
}

/**
 * The person behind the request, or null without a live session. Looked up once per render; who they are and what they may do is read again
 * in each unit of work.
 * @param background the page asks by itself: does not keep an abandoned session alive
 */
export const currentCaller = cache(async (background: boolean): Promise<Caller | null> => {
  const token = await sessionToken();
  return token ? sessionCaller(token, { background }) : null;
});

/** The distributor whose suspension has stopped the session behind the request; null where none has. */
export async function suspendedWorkplace(): Promise<Suspended | null> {
  const token = await sessionToken();
  return token ? whileDatabaseAnswers(readSuspended(token)) : null;
}

/** Whether the session behind the request is live, down to the membership; for the sign-in page, which must not send people in circles. */
export async function isSignedIn(): Promise<boolean> {
  const caller = await currentCaller(true);
  if (!caller) return false;
  try {
    return await whileDatabaseAnswers(run(caller, await currentPeer(), async () => true));
  } catch (error) {
    if (isDomainError(error) && error.kind === "unauthenticated") return false;
    throw error;
  }
}
