import type { ProofRefused, SmsCodeOutcome } from "@/lib/identity";
import { DomainError } from "@/lib/kernel/errors";

/** Why an SMS code was not taken, as a refusal. Thrown after the unit has committed, so the attempt stays counted. */
export function smsCodeRefusal(outcome: Exclude<SmsCodeOutcome, { outcome: "passed" }>): DomainError {
  if (outcome.outcome === "expired") return new DomainError("sign-in.code-expired");
  if (outcome.outcome === "too-many") return tooMany(outcome.retryAfterSeconds);
  return new DomainError("sign-in.code-wrong", { details: { attemptsLeft: outcome.attemptsLeft } });
}

function tooMany(retryAfterSeconds: number): DomainError {
  return new DomainError("sign-in.too-many-attempts", { details: { retryAfterSeconds } });
}

/** Why a second factor was not taken, as a refusal; thrown after the commit like the above. */
export function proofRefusal(outcome: ProofRefused): DomainError {
  switch (outcome.outcome) {
    case "wrong":
      return new DomainError("sign-in.code-wrong", { details: { attemptsLeft: outcome.attemptsLeft } });
    case "replayed":
      return new DomainError("sign-in.totp-replayed", { details: { attemptsLeft: outcome.attemptsLeft } });
    case "too-many":
      return tooMany(outcome.retryAfterSeconds);
    case "expired":
      return new DomainError("sign-in.rejected");
  }
}
