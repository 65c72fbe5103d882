import type { SerialisedOperation } from "../../_components/serialise-operation";

/** Which rule asks for the people who decide; its words are in `approvalsDesk.rule`. */
export function ruleOf({ type, approvals: { needed, issuers } }: SerialisedOperation) {
  if (issuers === 0) return type.startsWith("person-") ? "people" : "own";
  return issuers === needed ? "issuer" : "own-then-issuer";
}
