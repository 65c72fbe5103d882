import { amount, anOperation, places } from "./choose";
import type { Random } from "./random";
import { at, free, holderOf, type Operation, type State } from "./state";
import type { Recipient, Step } from "./steps";

/** A maker changes what waits: most often their own, now and then somebody else's, or what cannot be changed. */
export function makeRevision(random: Random, state: State): Extract<Step, { kind: "revise" }> {
  const open = places(state.operations, (o) => o.status === "pending" && o.source === "web" && o.withdrawal === null);
  const operation = open.length > 0 && random.chance(85) ? random.pick(open) : anOperation(random, state);
  const stale = random.chance(5);
  if (operation === "unknown") {
    return { kind: "revise", by: random.below(state.actors.length), operation, minor: 1n, to: { customer: 0 }, stale };
  }
  const one = at(state.operations, operation);
  const by = random.chance(85) ? one.maker : random.below(state.actors.length);
  const to = otherOf(random, state, one);
  return { kind: "revise", by, operation, minor: otherAmount(random, state, one), to, stale };
}

function otherOf(random: Random, state: State, { type, holder }: Operation): Recipient {
  if (holder && random.chance(50) && (type === "cash-in" || "customer" in holder)) return holder;
  if (type === "cash-in" && random.chance(30)) {
    return { merchant: random.chance(10) ? "unknown" : random.below(state.merchants.length) };
  }
  return { customer: random.chance(5) ? "unknown" : random.below(state.customers.length) };
}

/** Often exactly what there is with what it holds itself, or one more. */
function otherAmount(random: Random, state: State, one: Operation): bigint {
  if (one.minor > 0n && (!one.holder || random.chance(8))) return one.minor;
  if (!one.holder) return 1n;
  const from =
    one.type === "cash-in" ? at(state.distributors, one.distributor).float : holderOf(state, one.holder).wallet;
  return amount(random, [free(from) + one.minor]);
}
