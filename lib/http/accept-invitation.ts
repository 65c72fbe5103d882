import { readInvitation } from "@/lib/identity";
import { clearSessionCookie, endSession } from "./auth";
import { keepInvitationToken } from "./invitation-cookie";
import type { Peer } from "./peer";
import { sessionToken } from "./principal";
import { clearSignInState } from "./sign-in-cookie";
import { goToOrganisation, whoIsHere } from "./switch";

/**
 * Goes on from an invitation's link. Its person, signed in already, comes in by that; anybody else's session in this browser ends, and sign-in
 * begins anew with the invitation kept beside it.
 */
export async function acceptInvitation(peer: Peer, token: string): Promise<"inside" | "sign-in"> {
  const invitation = await readInvitation(token);
  if (invitation.state !== "open") return "sign-in";
  const here = await whoIsHere(peer).catch(() => null);
  if (here?.personId === invitation.personId) {
    await goToOrganisation(peer, invitation.organisationId);
    return "inside";
  }
  if (here) {
    await endSession(await sessionToken());
    await clearSessionCookie();
  }
  await clearSignInState();
  await keepInvitationToken(token);
  return "sign-in";
}
