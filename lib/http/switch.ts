import { cookies } from "next/headers";
import { env } from "@/lib/config/env";
import { enterCaller, leaveCaller, noteLeft, switchOrganisation } from "@/lib/identity";
import { DomainError } from "@/lib/kernel/errors";
import { run, type UserPrincipal } from "@/lib/runtime";
import type { Peer } from "./peer";
import { cookieName, cookieOptions } from "./portal-cookies";
import { currentCaller } from "./principal";

/** The person of this browser's session; null without a live one. */
export async function whoIsHere(peer: Peer): Promise<UserPrincipal | null> {
  const caller = await currentCaller(true);
  if (!caller) return null;
  return run(caller, peer, async ({ principal }) => (principal.kind === "user" ? principal : null));
}

/**
 * Has the person of this browser's session go on in another organisation, and gives the browser the new session's cookie.
 * @param to a bare id, as the choice offered it; one where they may not work is refused like one that is not there
 * @throws DomainError `auth.not-signed-in`, `auth.session-ended`, `auth.forbidden`
 */
export async function goToOrganisation(peer: Peer, to: string): Promise<void> {
  const person = await whoIsHere(peer);
  if (!person) throw new DomainError("auth.not-signed-in");
  if (person.organisationId === to) return;
  const caller = await enterCaller(person.sessionId, to);
  if (!caller) throw new DomainError("auth.forbidden");
  const { token } = await run(caller, peer, (ctx) => switchOrganisation(ctx, person));
  const maxAge = env().session.seconds;
  (await cookies()).set(cookieName("session"), token, { ...cookieOptions(), maxAge });
  await run(leaveCaller(person), peer, (ctx) => noteLeft(ctx, person));
}
