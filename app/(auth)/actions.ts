"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { acceptInvitation } from "@/lib/http/accept-invitation";
import { action, answer } from "@/lib/http/action";
import { clearSessionCookie, endSession } from "@/lib/http/auth";
import { parseInput } from "@/lib/http/parse-input";
import { sessionToken } from "@/lib/http/principal";
import { returnPath } from "@/lib/http/return-path";
import { askForCode, passEnrolment, passSmsStep, replaceAuthenticator, type SignInView } from "@/lib/http/sign-in";
import { goToOrganisation } from "@/lib/http/switch";
import { revokeAllSessions, revokeSession } from "@/lib/identity";
import { recoveryCode, signInCode, signInPhone } from "@/lib/identity/schemas";
import type { ActionResult } from "@/lib/kernel/action-result";
import { readId } from "@/lib/kernel/ids";

/** First step of sign-in, and "send again": `{ phone }`. */
export async function sendCode(input: unknown): Promise<ActionResult<SignInView>> {
  return answer(async (peer) => askForCode(peer, parseInput(signInPhone, input).phone));
}

/** Second step of sign-in: `{ code }` of the SMS. */
export async function confirmCode(input: unknown): Promise<ActionResult<SignInView>> {
  return answer(async (peer) => passSmsStep(peer, parseInput(signInCode, input).code));
}

/** A recovery code, `{ code }`, for a new authenticator in place of a lost one. */
export async function replaceLost(input: unknown): Promise<ActionResult<SignInView>> {
  return answer(async (peer) => replaceAuthenticator(peer, parseInput(recoveryCode, input).code));
}

/** Confirms a new authenticator: `{ code }` that it shows. */
export async function confirmAuthenticator(input: unknown): Promise<ActionResult<SignInView>> {
  return answer(async (peer) => passEnrolment(peer, parseInput(signInCode, input).code));
}

/** Ends this session and leads to the sign-in page. A form's action. */
export async function signOutHere(): Promise<void> {
  await endSession(await sessionToken());
  await clearSessionCookie();
  redirect("/sign-in");
}

const everywhere = action({
  input: z.unknown(),
  tries: { action: "sign-out.everywhere" },
  verb: (ctx) => revokeAllSessions(ctx),
});

/** Ends every session of the person and leads to the sign-in page. A form's action. */
export async function signOutEverywhere(): Promise<void> {
  const result = await everywhere(undefined);
  // Nothing to end is what was wanted; anything else must not look like it.
  if (!result.ok && !/^auth\./.test(result.error.code)) throw new Error(result.error.message);
  await clearSessionCookie();
  redirect("/sign-in");
}

/** Has the person go on in another organisation of theirs, from its first page: a form's action with `organisation`, a bare id. */
export async function switchOrganisation(form: FormData): Promise<void> {
  const to = z.uuid().safeParse(form.get("organisation"));
  const next = returnPath(z.string().catch("/").parse(form.get("next")));
  const result = await answer(async (peer) => (to.success ? goToOrganisation(peer, to.data) : undefined));
  // Ended meanwhile, or not to be entered any more: sign-in, or the choice as it is now, says what there is.
  redirect(result.ok && to.success ? next : "/sign-in/enter");
}

/** Goes on from an invitation: to sign-in with its phone, or straight in where its person is signed in already. A form's action with `token`. */
export async function followInvitation(form: FormData): Promise<void> {
  const token = z.string().max(64).catch("").parse(form.get("token"));
  const result = await answer((peer) => acceptInvitation(peer, token));
  redirect(result.ok && result.value === "inside" ? "/" : "/sign-in");
}

const shownSession = z.string().transform((text, context) => {
  const id = readId("session", text);
  if (id) return id;
  context.addIssue({ code: "custom", message: "not a session id" });
  return z.NEVER;
});

/** Ends one of the person's own sessions: `{ sessionId: "ses_…" }`. */
export const endOneSession = action({
  input: z.strictObject({ sessionId: shownSession }),
  tries: { action: "sign-out", subjectKind: "session" },
  verb: revokeSession,
});
