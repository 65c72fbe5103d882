/** What a customer is told when something was not done; each has its words in `wallet.problems`. */
export const PROBLEMS = {
  "phone.malformed": "phone",
  "sign-in.sms-limit": "too-many",
  "sign-in.too-many-attempts": "too-many",
  "request.rate-limited": "too-many",
  "sign-in.code-wrong": "code",
  "sign-in.code-expired": "expired",
  "auth.session-ended": "ended",
  "money.malformed": "amount",
  "money.not-positive": "amount",
  "money.too-many-decimals": "amount",
  "money.too-large": "amount",
  "ledger.insufficient-wallet": "insufficient",
  "operations.not-found": "late",
  "wallets.withdrawal-taken": "taken",
  "idempotency.key-reused": "again",
} as const;

/** One of them; `other` where nothing better can be said. */
export type Problem = (typeof PROBLEMS)[keyof typeof PROBLEMS] | "other";

const KNOWN: ReadonlySet<string> = new Set([...Object.values(PROBLEMS), "other"]);

/** Whether an address names a problem. */
export function isProblem(text: unknown): text is Problem {
  return typeof text === "string" && KNOWN.has(text);
}

/** What a refusal's code is told as. */
export function problemOf(code: string): Problem {
  return code in PROBLEMS ? PROBLEMS[code as keyof typeof PROBLEMS] : "other";
}
