import { happen } from "./happen";
import { at, count, type State } from "./state";
import type { Answer, File, Input } from "./steps";
import { make, whyNot } from "./submit";
import { mayStill, personAt, refusedAtTheDoor } from "./who";

/**
 * A file of cash-ins or cash-outs: uploaded, checked, what is wrong with it left out, submitted, and carried out by the worker. What it is answered: of each
 * row that was submitted the place of its operation, or why there is none.
 */
export function carryOut(state: State, { by, pays, rows, meanwhile }: File, day: string): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["maker"], keys: true, home: true });
  if (door) return { code: door };
  const actor = at(state.actors, by);
  if (actor.kind !== "person") return { code: "auth.forbidden" };
  count(state.audit, "batch.uploaded");
  const { active, most } = at(state.distributors, actor.distributor);
  // Nobody hears the customers whom a file would ask.
  const asks = () => pays === "cash-out" && !at(state.distributors, actor.distributor).off.includes("consent");
  const ready = rows.filter(
    ({ customer, minor }) =>
      !asks() &&
      customer !== "unknown" &&
      at(state.customers, customer).active &&
      !(most.amount !== null && minor > most.amount),
  );
  if (!active || !mayStill(personAt(state, by), ["maker"])) return { code: "auth.forbidden" };
  if (ready.length === 0) return { code: "batches.nothing-to-submit" };
  count(state.audit, "batch.submitted");
  if (meanwhile) happen(state, meanwhile, day);
  const asker = { by, source: "bulk" } as const;
  const made = ready.map(({ customer, minor }) => {
    if (asks()) return "batches.consent-asked";
    const input: Input =
      pays === "cash-in"
        ? { type: pays, minor, to: { customer } }
        : { type: pays, minor, from: customer, reference: null };
    return whyNot(state, asker, input, day) ?? make(state, asker, input, day);
  });
  count(state.audit, "batch.carried-out");
  return { code: "accepted", rows: made.join(" ") };
}
