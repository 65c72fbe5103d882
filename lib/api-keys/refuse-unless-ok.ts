import { DomainError, isErrorCode } from "@/lib/kernel/errors";

/** @throws DomainError the outcome of a function of keys, where it is a code */
export function refuseUnlessOk(rows: unknown): void {
  const outcome = (rows as { outcome: string }[])[0]?.outcome;
  if (outcome === "ok") return;
  if (outcome && isErrorCode(outcome)) throw new DomainError(outcome);
  throw new Error(`a change of a key answered ${outcome}`);
}
