import type { Entry } from "./submission";

/**
 * A submission that was refused for want of something that another refused one of the same set had taken before it and gives back: a queued
 * request, what is left of an operation to reverse, the last time in an hour that a customer is asked. Had they come one after the other, it might have been
 * accepted. Of volume and money the database says so itself (db/functions/075_operations_make.sql).
 */
export function findSpoilt(entries: readonly Entry[]): Entry | undefined {
  const refused = entries.filter((entry) => entry.error);
  const givenBack = new Set(refused.flatMap(taken));
  return refused.find((entry) => givenBack.has(missed(entry) ?? ""));
}

function taken(entry: Entry): string[] {
  const consent = entry.draft?.asksConsent ? askedOf(entry) : null;
  const claimed = entry.claim ? [withdrawalOf(entry), reversedBy(entry)] : [];
  return [...claimed, consent].filter((name) => name !== null);
}

function missed(entry: Entry): string | null {
  switch (entry.error?.code) {
    case "wallets.withdrawal-taken":
      return withdrawalOf(entry);
    case "operations.consents-asked-too-often":
      return askedOf(entry);
    case "operations.reversal-exceeds":
      return reversedBy(entry);
    default:
      return null;
  }
}

function withdrawalOf({ request: { input } }: Entry): string | null {
  return input.type === "cash-out-fulfillment" && "withdrawal" in input.from ? input.from.withdrawal : null;
}

function askedOf({ request: { input } }: Entry): string | null {
  return input.type === "cash-out-fulfillment" && "phone" in input.from ? `consent:${input.from.phone}` : null;
}

function reversedBy({ request: { input } }: Entry): string | null {
  return input.type === "reversal" ? input.of : null;
}
