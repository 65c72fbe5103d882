import { after } from "next/server";
import {
  CODE_SECONDS,
  challengeCaller,
  confirmEnrolment,
  type EnrolmentOffer,
  offerEnrolment,
  RESEND_SECONDS,
  readInvitation,
  readProgress,
  recover,
  type Ticket,
} from "@/lib/identity";
import { DomainError } from "@/lib/kernel/errors";
import { formatPhone, parsePhone } from "@/lib/kernel/phone";
import { type Sms, signInSms, smsProvider } from "@/lib/notifications";
import { run } from "@/lib/runtime";
import { readDevice } from "./device-cookie";
import { confirmEvenly, startEvenly } from "./even-steps";
import { readInvitationToken } from "./invitation-cookie";
import { logger } from "./logger";
import type { Peer } from "./peer";
import { readSignInState, writeSignInState } from "./sign-in-cookie";
import { proofRefusal, smsCodeRefusal } from "./sign-in-refusals";

/** Where a browser stands in its sign-in, as the screen needs it. `phone` is grouped for reading. */
export type SignInView =
  | { readonly step: "phone" }
  | { readonly step: "sms"; readonly phone: string; readonly resendAfterSeconds: number }
  | { readonly step: "authenticator" }
  | { readonly step: "enrolment"; readonly offer: EnrolmentOffer }
  | { readonly step: "recovery-codes"; readonly codes: readonly string[] | null };

/**
 * First step: opens a challenge for a phone and sends the code once the answer is on its way.
 * @throws DomainError `phone.malformed`, `sign-in.sms-limit`, `sign-in.too-many-attempts`
 */
export async function askForCode(peer: Peer, text: string): Promise<SignInView> {
  const phone = parsePhone(text);
  const previous = (await readSignInState())?.challengeId;
  const [device, invitation] = await Promise.all([readDevice(), readInvitationToken()]);
  const { challengeId, sms } = await startEvenly(peer, { phone, previous, device, invitation });
  await writeSignInState({ challengeId, ticket: null });
  if (sms) after(() => deliver(signInSms(sms.to, sms.code, CODE_SECONDS / 60), peer.requestId));
  return { step: "sms", phone: formatPhone(phone), resendAfterSeconds: RESEND_SECONDS };
}

async function deliver(sms: Sms, requestId: string): Promise<void> {
  try {
    await smsProvider().send(sms);
  } catch (error) {
    logger().error({ err: error, requestId, purpose: sms.purpose }, "SMS was not sent");
  }
}

/**
 * Second step: takes the code of the SMS.
 * @throws DomainError `sign-in.code-wrong` (`attemptsLeft`), `sign-in.code-expired`, `sign-in.too-many-attempts`
 */
export async function passSmsStep(peer: Peer, code: string): Promise<SignInView> {
  const state = await readSignInState();
  if (!state) throw new DomainError("sign-in.code-expired");
  const { challengeId } = state;
  const outcome = await confirmEvenly(peer, challengeId, code);
  if (outcome.outcome !== "passed") throw smsCodeRefusal(outcome);
  const ticket = { challengeId, ticket: outcome.ticket };
  await writeSignInState(ticket);
  return outcome.enrolled ? { step: "authenticator" } : offer(peer, ticket);
}

/**
 * Takes a recovery code for a new authenticator in place of a lost one, which is set up next.
 * @throws DomainError `sign-in.rejected`, `sign-in.code-wrong` (`attemptsLeft`), `sign-in.too-many-attempts`
 */
export async function replaceAuthenticator(peer: Peer, code: string): Promise<SignInView> {
  const ticket = await readTicket();
  const outcome = await run(await challengeCaller(ticket.challengeId), peer, (ctx) =>
    recover(ctx, { ...ticket, code }),
  );
  if (outcome.outcome !== "recovered") throw proofRefusal(outcome);
  return offer(peer, ticket);
}

/**
 * Confirms a new authenticator with its first code. The last step then needs no other.
 * @throws DomainError `sign-in.rejected`, `sign-in.code-wrong` (`attemptsLeft`), `sign-in.too-many-attempts`
 */
export async function passEnrolment(peer: Peer, code: string): Promise<SignInView> {
  const ticket = await readTicket();
  const outcome = await run(await challengeCaller(ticket.challengeId), peer, (ctx) =>
    confirmEnrolment(ctx, { ...ticket, code }),
  );
  if (outcome.outcome !== "enrolled") throw proofRefusal(outcome);
  await writeSignInState({ challengeId: ticket.challengeId, ticket: outcome.ticket });
  return { step: "recovery-codes", codes: outcome.recoveryCodes };
}

/** The phone, grouped for reading, of whom this browser holds an open invitation to; null for none. */
export async function invitedPhone(): Promise<string | null> {
  const token = await readInvitationToken();
  const invitation = token ? await readInvitation(token) : null;
  return invitation?.state === "open" ? formatPhone(invitation.phone) : null;
}

/** Where this browser stands, for a page that was loaded anew. Recovery codes are not told twice. */
export async function currentSignIn(peer: Peer): Promise<SignInView> {
  const state = await readSignInState();
  if (!state) return { step: "phone" };
  const progress = await run(await challengeCaller(state.challengeId), peer, (ctx) => readProgress(ctx, state));
  switch (progress.step) {
    case "sms":
      return { ...progress, phone: formatPhone(progress.phone) };
    case "enrolment":
      return offer(peer, { challengeId: state.challengeId, ticket: state.ticket ?? "" });
    case "enrolled":
      return { step: "recovery-codes", codes: null };
    default:
      return { step: progress.step };
  }
}

async function offer(peer: Peer, ticket: Ticket): Promise<SignInView> {
  const offered = await run(await challengeCaller(ticket.challengeId), peer, (ctx) => offerEnrolment(ctx, ticket));
  if (!offered) throw new DomainError("sign-in.rejected");
  return { step: "enrolment", offer: offered };
}

async function readTicket(): Promise<Ticket> {
  const state = await readSignInState();
  if (!state?.ticket) throw new DomainError("sign-in.rejected");
  return { challengeId: state.challengeId, ticket: state.ticket };
}
