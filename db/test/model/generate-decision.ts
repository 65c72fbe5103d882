import { anOperation, places } from "./choose";
import type { Random } from "./random";
import { at, type State } from "./state";
import type { Decision, Step } from "./steps";
import { isOfDistributor, standingFor } from "./who";

/** A decision of somebody who decides, or stands in for one who does; now and then of anybody. */
export function decideOne(random: Random, state: State): Extract<Step, { kind: "decide" }> {
  const deciders = places(
    state.actors,
    (actor) => actor.kind === "person" && actor.roles.some((role) => role === "checker" || role === "admin"),
  );
  const deputies = places(state.actors, ({ kind }) => kind === "person").filter(
    (place) => standingFor(state, place).length > 0,
  );
  const usual = deputies.length > 0 && random.chance(25) ? deputies : deciders;
  const by = random.chance(94) ? random.pick(usual) : random.below(state.actors.length);
  return { kind: "decide", by, ...decision(random, state, by) };
}

/** Decisions of one person in one go, with one code for all; of what changes more than money one at most: what comes of a second is the first's doing. */
export function decideMany(random: Random, state: State): Extract<Step, { kind: "decide-many" }> {
  const { by, code } = decideOne(random, state);
  let changes = 0;
  const items = Array.from({ length: 2 + random.below(6) }, () => ({ ...decision(random, state, by), code }));
  const few = items.filter(({ operation }) => {
    const isChange = operation !== "unknown" && at(state.operations, operation).change !== null;
    return !isChange || ++changes === 1;
  });
  return { kind: "decide-many", by, items: few };
}

function decision(random: Random, state: State, by: number): Decision {
  const { distributor } = at(state.actors, by);
  const open = places(state.operations, (o) => {
    const theirs = isOfDistributor(state, by) ? o.distributor === distributor : o.needs.issuers > 0;
    return o.status === "pending" && theirs && o.consent?.state !== "awaited";
  });
  const begun = open.filter((place) => {
    const { approvals, change, maker } = at(state.operations, place);
    return maker !== by && (approvals.length > 0 || change !== null) && !approvals.some((one) => one.by === by);
  });
  const some = begun.length > 0 && random.chance(45) ? begun : open;
  const operation = some.length > 0 && random.chance(88) ? random.pick(some) : anOperation(random, state);
  const reject = random.chance(20);
  return {
    operation,
    decision: reject ? "reject" : "approve",
    stale: random.chance(5) ? random.pick(["revision", "digest"] as const) : null,
    comment: reject && random.chance(92) ? "Wrong amount" : null,
    code: random.chance(75) ? "fresh" : null,
  };
}
