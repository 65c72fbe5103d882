import { isUnsatisfiable } from "./needs";
import { at, type Change, count, type Operation, type State } from "./state";
import type { Answer, Deputy, Input } from "./steps";
import { has, mayStill, personAt, refusedAtTheDoor } from "./who";

const DECIDING = ["admin", "checker"];
const MOST_DAYS = 30;

/** What an input would change beside money, as it is written down when it is asked for. */
export function claimed(state: State, by: number, input: Input): Change | null {
  if (input.type === "policy") return { policy: input.after, version: input.version };
  if (input.type !== "delegate") return null;
  const { person: delegate, from, to } = input;
  return { delegate, from, to, roles: DECIDING.filter((role) => personAt(state, by).roles.includes(role)) };
}

/** Why a policy cannot be asked for in place of the one that somebody read. */
export function policyRefused(
  state: State,
  by: number,
  { version, after }: Extract<Input, { type: "policy" }>,
): string | null {
  const { distributor } = at(state.actors, by);
  const { policies } = at(state.distributors, distributor);
  if (version !== policies.length) return "policies.changed-meanwhile";
  const before = policies.at(-1);
  const isSame = before ? JSON.stringify(before) === JSON.stringify(after) : isNothing(after);
  if (isSame) return "policies.nothing-changes";
  return isUnsatisfiable(state, distributor, after.rules) ? "policies.not-satisfiable" : null;
}

function isNothing({ rules, limits }: Extract<Input, { type: "policy" }>["after"]): boolean {
  return rules.length === 0 && Object.values(limits).every((limit) => limit === null);
}

/** Why somebody cannot be asked to decide in one's place. */
export function deputyRefused(state: State, by: number, { person, from, to }: Deputy): string | null {
  if (person === by) return "delegations.yourself";
  if (to < from || to >= from + MOST_DAYS) return "delegations.dates";
  const member = personAt(state, person);
  if (member.distributor !== at(state.actors, by).distributor) return "people.not-member";
  return member.member ? null : "people.not-active";
}

/** Somebody has another one decide in their place at once: what it is answered, and what it changes. */
export function deputise(state: State, by: number, deputy: Deputy): Answer {
  const door = refusedAtTheDoor(state, by, { roles: DECIDING });
  if (door) return { code: door };
  const refused = deputyRefused(state, by, deputy);
  if (refused) return { code: refused };
  const delegator = personAt(state, by);
  if (!mayStill(delegator, DECIDING)) return { code: "auth.forbidden" };
  const roles = DECIDING.filter((role) => delegator.now.includes(role));
  const delegate = personAt(state, deputy.person);
  // What would give them a role needs a second person.
  if (!roles.every((role) => delegate.now.includes(role))) return { code: "accepted", began: false };
  const code = open(state, by, { ...deputy, roles }, null);
  if (code) return { code };
  count(state.audit, "delegation.started");
  return { code: "accepted", began: true };
}

/** Somebody ends a delegation at once: what it is answered, and what it changes. */
export function endDeputy(state: State, by: number, place: number | "unknown"): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["admin", "maker", "checker", "viewer"] });
  if (door) return { code: door };
  const actor = personAt(state, by);
  if (!actor.live || !actor.member) return { code: "auth.forbidden" };
  const one = place === "unknown" ? null : at(state.delegations, place);
  if (!one || one.distributor !== actor.distributor || one.ended || one.to < 0) {
    return { code: "delegations.not-found" };
  }
  if (by !== one.delegator && by !== one.delegate && !actor.now.includes("admin")) return { code: "auth.forbidden" };
  one.ended = true;
  count(state.audit, "delegation.ended");
  return { code: "accepted" };
}

/** Makes the change of an approved operation: null, or the code of why it cannot be made any more. */
export function applyChange(state: State, place: number): string | null {
  const { change, distributor, maker } = at(state.operations, place);
  if (!change) return null;
  if ("delegate" in change) {
    const code = open(state, maker, { ...change, person: change.delegate }, place);
    if (!code) count(state.audit, "delegation.started");
    return code;
  }
  const { policies } = at(state.distributors, distributor);
  if (!has(personAt(state, maker), ["admin"])) return "people.maker-left";
  if (change.version !== policies.length) return "policies.changed-meanwhile";
  if (isUnsatisfiable(state, distributor, change.policy.rules)) return "policies.not-satisfiable";
  policies.push(change.policy);
  count(state.audit, "policy.changed");
  return null;
}

function open(
  state: State,
  delegator: number,
  { person, roles, from, to }: Deputy & { readonly roles: readonly string[] },
  operation: number | null,
): string | null {
  const giver = personAt(state, delegator);
  if (!personAt(state, person).member) return "people.not-active";
  if (!giver.member || !roles.every((role) => giver.now.includes(role))) return "people.maker-left";
  if (to < 0) return "delegations.dates";
  const { distributor } = giver;
  const overlaps = state.delegations.some(
    (one) => one.delegator === delegator && !one.ended && one.from <= to && one.to >= Math.max(from, 0),
  );
  if (overlaps) return "delegations.overlaps";
  const named = { distributor, delegator, delegate: person, roles, from: Math.max(from, 0), to };
  state.delegations.push({ ...named, ended: false, operation });
  return null;
}

/** Whom an operation is about, who does not decide on it; null where it is about no person. */
export function subjectOf({ change }: Pick<Operation, "change">): number | null {
  return change && "delegate" in change ? change.delegate : null;
}
