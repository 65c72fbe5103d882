import { eq } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { type E164, formatPhone } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { mayEnrol } from "./may-enrol";
import { type QrCode, qrCode } from "./qr-code";
import { openSecret, sealSecret } from "./seal";
import { enrolmentUri, newTotpSecret } from "./totp";

/** What the screen shows so that an authenticator app can be set up. */
export type EnrolmentOffer = { readonly secret: string; readonly uri: string; readonly qr: QrCode };

/**
 * Offers an authenticator secret to a person who has none, or has spent a recovery code for it. The same one until it is confirmed or the challenge ends, so that a reload does
 * not spoil what the app has already scanned. Null when the ticket is over or the person has enrolled meanwhile.
 * @throws DomainError `auth.forbidden`
 */
export async function offerEnrolment(ctx: Ctx, input: Ticket): Promise<EnrolmentOffer | null> {
  authorize(ctx, "sign-in.attempt");
  const locked = await lockChallenge(ctx, input, "sms-passed");
  if (!locked || !mayEnrol(locked)) return null;
  const { challenge, person } = locked;
  const offered = challenge.pendingTotpSecret;
  const secret = offered ? openSecret(person.id, offered) : newTotpSecret();
  if (!offered) {
    const pendingTotpSecret = sealSecret(person.id, secret);
    await ctx.tx.update(signInChallenges).set({ pendingTotpSecret }).where(eq(signInChallenges.id, challenge.id));
  }
  const uri = enrolmentUri(secret, formatPhone(person.phone as E164));
  return { secret, uri, qr: qrCode(uri) };
}
