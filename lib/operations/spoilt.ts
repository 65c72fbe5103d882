import type { Entry } from "./submission";

/**
 * A submission that was refused for want of something that another refused one of the same set had taken before it and gives back: a queued
 * request, what is left of an operation to reverse, volume of a day, money of an account, the last time in an hour that a customer is asked. Had they come one after the other, it might have been accepted.
 */
export function findSpoilt(entries: readonly Entry[]): Entry | undefined {
  const refused = entries.filter((entry) => entry.error);
  const givenBack = new Set(refused.flatMap(taken));
  return refused.find((entry) => givenBack.has(missed(entry) ?? ""));
}

function taken(entry: Entry): string[] {
  const { claim, volumes, placed } = entry;
  const withdrawal = claim ? withdrawalOf(entry) : null;
  const account = placed ? accountOf(entry) : null;
  const reversed = claim ? reversedBy(entry) : null;
  const consent = entry.draft?.asksConsent ? askedOf(entry) : null;
  return [withdrawal, reversed, consent, ...volumes.map(({ subject }) => subject), account].filter(
    (name) => typeof name === "string",
  );
}

function missed(entry: Entry): string | null {
  switch (entry.error?.code) {
    case "wallets.withdrawal-taken":
      return withdrawalOf(entry);
    case "limits.daily-volume-exceeded":
    case "limits.distributor-daily-volume-exceeded":
    case "limits.distributor-weekly-volume-exceeded":
    case "limits.maker-daily-exceeded":
    case "limits.maker-weekly-exceeded":
    case "limits.customer-daily-exceeded":
    case "limits.customer-weekly-exceeded":
      return entry.missed ?? null;
    case "operations.consents-asked-too-often":
      return askedOf(entry);
    case "operations.reversal-exceeds":
      return reversedBy(entry);
    case "ledger.insufficient-float":
    case "ledger.insufficient-wallet":
    case "operations.reversal-spent":
      return accountOf(entry);
    default:
      return null;
  }
}

function withdrawalOf({ request: { input } }: Entry): string | null {
  return "from" in input && "withdrawal" in input.from ? input.from.withdrawal : null;
}

function askedOf({ request: { input } }: Entry): string | null {
  return "from" in input && "phone" in input.from ? `consent:${input.from.phone}` : null;
}

function reversedBy({ request: { input } }: Entry): string | null {
  return input.type === "reversal" ? input.of : null;
}

function accountOf({ draft }: Entry): string | null {
  return draft?.holding && "account" in draft.holding ? draft.holding.account : null;
}
