import { isDomainError } from "@/lib/kernel/errors";
import { countVisit } from "@/lib/limits";
import { answerConsent, type ConsentOutcome, type ConsentQuestion, consentCaller, readConsent } from "@/lib/operations";
import { run } from "@/lib/runtime";
import type { Peer } from "./peer";

/** What the link of an SMS asks, for whoever has it; null for a link that was replaced or never was, which are told alike. */
export async function readAsked(peer: Peer, token: string): Promise<ConsentQuestion | null> {
  await countVisit(peer.address);
  const asked = await consentCaller(token);
  if (!asked) return null;
  try {
    return await run(asked.caller, peer, (ctx) => readConsent(ctx, asked.operationId));
  } catch (error) {
    if (isDomainError(error) && error.code === "operations.not-found") return null;
    throw error;
  }
}

/**
 * Takes a customer's answer by the link of their SMS; null for a link that leads nowhere.
 * @throws DomainError `request.rate-limited`, `operations.not-found`, `organisations.distributor-suspended`
 */
export async function answerByLink(
  peer: Peer,
  token: string,
  answer: "given" | "refused",
): Promise<ConsentOutcome | null> {
  await countVisit(peer.address);
  const asked = await consentCaller(token);
  if (!asked) return null;
  const { operationId } = asked;
  const tries = { action: "operation.consent", subjectKind: "operation", subjectId: operationId };
  return run(asked.caller, { ...peer, tries }, (ctx) => answerConsent(ctx, { operationId, answer, token }));
}
