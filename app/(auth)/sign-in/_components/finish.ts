import type { SignInProof } from "@/lib/identity/schemas";
import type { Refusal } from "@/lib/kernel/action-result";

/**
 * Last step: next-auth checks the proof and sets the session's cookie. Null when this browser is signed in. Who it is stands in a cookie that
 * no script can read; the zone of its clock goes along. Throws when there was no answer.
 */
export async function finishSignIn(proof: SignInProof): Promise<Refusal | null> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  // Some browsers keep it to themselves.
  const body = new URLSearchParams({ ...proof, timeZone: timeZone ?? "", csrfToken, json: "true" });
  const response = await fetch("/api/auth/callback/credentials", { method: "POST", body });
  const { url } = (await response.json()) as { url: string };
  const answer = new URL(url, window.location.origin).searchParams;
  const refusal = answer.get("error");
  if (refusal) return JSON.parse(refusal) as Refusal;
  // Sent back to its sign-in page: the form's token was not taken, as after a change of secrets.
  if (answer.has("csrf") || !response.ok) throw new Error("sign-in was not taken");
  return null;
}
