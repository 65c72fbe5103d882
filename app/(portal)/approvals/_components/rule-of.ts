import type { SerialisedOperation } from "../../_components/serialise-operation";

/** Which rule asks for the people who decide; its words are in `approvalsDesk.rule`. */
export function ruleOf({ type, approvals: { needed, issuers }, asks: { roles } }: SerialisedOperation) {
  if (issuers === 0) {
    if (type.startsWith("person-")) return "people";
    if (!roles.includes("admin")) return "own";
    return roles.includes("checker") ? "own-both" : "own-admin";
  }
  return issuers === needed ? "issuer" : "own-then-issuer";
}
