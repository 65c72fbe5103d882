import { happen } from "./happen";
import { at, count, type State } from "./state";
import type { Answer, File, Input } from "./steps";
import { make, whyNot } from "./submit";
import { mayStill, personAt, refusedAtTheDoor } from "./who";

/**
 * A file of cash-ins: uploaded, checked, what is wrong with it left out, submitted, and carried out by the worker. What it is answered: of each
 * row that was submitted the place of its operation, or why there is none.
 */
export function carryOut(state: State, { by, rows, meanwhile }: File, day: string): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["maker"], keys: true, home: true });
  if (door) return { code: door };
  const actor = at(state.actors, by);
  if (actor.kind !== "person") return { code: "auth.forbidden" };
  count(state.audit, "batch.uploaded");
  const { active, most } = at(state.distributors, actor.distributor);
  const ready = rows.filter(
    ({ customer, minor }) =>
      customer !== "unknown" && at(state.customers, customer).active && !(most.amount !== null && minor > most.amount),
  );
  if (!active || !mayStill(personAt(state, by), ["maker"])) return { code: "auth.forbidden" };
  if (ready.length === 0) return { code: "batches.nothing-to-submit" };
  count(state.audit, "batch.submitted");
  if (meanwhile) happen(state, meanwhile, day);
  const asker = { by, source: "bulk" } as const;
  const made = ready.map(({ customer, minor }) => {
    const input: Input = { type: "cash-in", minor, to: { customer } };
    return whyNot(state, asker, input, day) ?? make(state, asker, input, day);
  });
  count(state.audit, "batch.carried-out");
  return { code: "accepted", rows: made.join(" ") };
}
