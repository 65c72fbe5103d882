import { type Id, newId } from "@/lib/kernel/ids";
import { startDelegation } from "@/lib/people";
import { answerOf, ask } from "./answers";
import type { Cast } from "./cast";
import type { toDeputy } from "./requests";
import { at } from "./state";
import type { Answer, Step } from "./steps";

/** Has somebody decide in somebody's place at once, and keeps which delegation that is. */
export async function begin(
  cast: Cast,
  step: Extract<Step, { kind: "deputise" }>,
  { personId, days }: ReturnType<typeof toDeputy>,
): Promise<Answer> {
  const started = ask(cast, step, (ctx) => startDelegation(ctx, { personId, ...days }));
  const answer = await answerOf(started.then((began) => ({ code: "accepted", began })));
  if (answer.began !== true) return answer;
  const [row] = await cast.backstage.sql<{ id: Id<"delegation"> }[]>`
    select id from delegations where operation_id is null order by id desc limit 1`;
  if (!row) throw new Error("no delegation has begun");
  cast.delegations.push(row.id);
  return answer;
}

/** Keeps the delegation that a decision has begun, if it did: it has the id of its operation. */
export function beginsWith(cast: Cast, place: number | "unknown", answer: Answer): Answer {
  if (place === "unknown" || answer.status !== "completed" || answer.code !== "accepted") return answer;
  if (at(cast.state.operations, place).type !== "person-delegate") return answer;
  cast.delegations.push(at(cast.operations, place) as string as Id<"delegation">);
  return answer;
}

/** The id of a delegation, or one that does not exist. */
export function delegationAt(cast: Cast, place: number | "unknown"): Id<"delegation"> {
  return place === "unknown" ? newId("delegation") : at(cast.delegations, place);
}
