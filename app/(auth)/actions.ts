"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action, answer } from "@/lib/http/action";
import { clearSessionCookie, endSession } from "@/lib/http/auth";
import { parseInput } from "@/lib/http/parse-input";
import { sessionToken } from "@/lib/http/principal";
import { askForCode, passEnrolment, passSmsStep, type SignInView } from "@/lib/http/sign-in";
import { revokeAllSessions, revokeSession } from "@/lib/identity";
import { signInCode, signInPhone } from "@/lib/identity/schemas";
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
