import { subjectOf } from "./changes";
import { at, type Operation, type State } from "./state";
import { has, isOfDistributor, personAt, standingFor } from "./who";

/** In whose place somebody decides on an operation who has no right of their own; null where there is nobody. */
export function standsInFor(state: State, by: number, operation: Operation, roles: readonly string[]): number | null {
  const { approvals, rejection } = operation;
  const votes = rejection ? [...approvals, rejection] : approvals;
  // The vote that they gave themselves takes no right from them: they learn that they have given it.
  const hasVote = (place: number) =>
    approvals.some((one) => one.by === place) || votes.some((one) => one.inPlaceOf === place && one.by !== by);
  const other = standingFor(state, by).find(
    ({ delegator, roles: theirs }) =>
      theirs.some((role) => roles.includes(role)) &&
      delegator !== operation.maker &&
      delegator !== subjectOf(operation) &&
      !hasVote(delegator),
  );
  return other?.delegator ?? null;
}

const MAKERS: Partial<Record<Operation["type"], readonly string[]>> = {
  "policy-change": ["admin"],
  "person-delegate": ["admin", "checker"],
};

/**
 * What speaks against an approval of what others have approved before: its maker may not ask for it any more, or an approver not decide. Null
 * where nothing does.
 */
export function whatSpeaksAgainst(state: State, operation: Operation): string | null {
  const { approvals, key, maker, type, needs } = operation;
  if (approvals.length === 0) return null;
  const usedKey = key === null ? null : at(state.actors, key);
  const revoked = usedKey?.kind === "key" && usedKey.revoked;
  if (revoked || !has(personAt(state, maker), MAKERS[type] ?? ["maker"])) return "operations.maker-left";
  const mayYet = ({ by, inPlaceOf }: Operation["approvals"][number]) => {
    const roles = isOfDistributor(state, by) ? needs.roles : ["checker"];
    const person = personAt(state, by);
    return person.member && (has(person, roles) || (inPlaceOf !== null && has(personAt(state, inPlaceOf), roles)));
  };
  return approvals.every(mayYet) ? null : "operations.approver-left";
}
