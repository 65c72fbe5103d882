import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { addDays } from "@/lib/kernel/time";
import type { DecideOperation, OperationInput, SubmitOperation } from "@/lib/operations";
import { hashRequest } from "@/lib/runtime";
import type { Cast } from "./cast";
import { at } from "./state";
import { type Decision, type Deputy, type Input, type Recipient, type Submission, showInput } from "./steps";

const UNKNOWN_PHONE = "+2348199999999" as E164;
const UNKNOWN_SHORT_CODE = "999999";

/** A submission as the verbs take it. */
export function toSubmission(cast: Cast, by: number, { input, key }: Submission, day: string): SubmitOperation {
  const actor = at(cast.state.actors, by);
  const surface = actor.kind === "key" ? "api" : "web";
  const organisation = cast.distributors[actor.distributor]?.id;
  const requestHash = hashRequest({ input: showInput(input) });
  return {
    input: toInput(cast, input, day),
    idempotency: key === null || !organisation ? null : { surface, key, requestHash, organisation },
  };
}

function toInput(cast: Cast, input: Input, day: string): OperationInput {
  switch (input.type) {
    case "cash-in":
      return { type: "cash-in", amount: money(input.minor, "NGN"), to: toRecipient(cast, input.to), memo: null };
    case "reverse": {
      const amount = money(input.minor, "NGN");
      return { type: "reversal", of: operationAt(cast, input.of), amount, reason: "Wrong customer" };
    }
    case "float":
      return {
        type: "float-withdrawal",
        amount: money(input.minor, "NGN"),
        payTo: "First Bank 3012345678",
        memo: null,
      };
    case "policy":
      return { type: "policy-change", version: input.version, after: input.after };
    case "delegate":
      return { type: "person-delegate", ...toDeputy(cast, input, day) };
    case "cash-out":
    case "fulfil": {
      const from =
        input.type === "cash-out"
          ? { phone: phoneOf(cast, input.from), amount: money(input.minor, "NGN") }
          : {
              withdrawal: input.withdrawal === "unknown" ? newId("withdrawal") : at(cast.withdrawals, input.withdrawal),
            };
      const { reference } = input;
      return { type: "cash-out-fulfillment", from, fulfilmentType: "cash", reference, memo: null };
    }
  }
}

/** Who is to decide in somebody's place, and on which days; `today` is the distributors' own. */
export function toDeputy(cast: Cast, { person, from, to }: Deputy, today: string) {
  const personId = cast.people[person]?.id;
  if (!personId) throw new Error(`actor ${person} is no person`);
  return { personId, days: { from: addDays(today, from), to: addDays(today, to) } };
}

/** Who is to receive money, as the verbs take it. */
export function toRecipient(cast: Cast, to: Recipient) {
  if ("customer" in to) return { phone: phoneOf(cast, to.customer) };
  return { shortCode: to.merchant === "unknown" ? UNKNOWN_SHORT_CODE : at(cast.merchants, to.merchant).shortCode };
}

/** The phone of a customer, or one that is nobody's. */
export function phoneOf(cast: Cast, customer: number | "unknown"): E164 {
  return customer === "unknown" ? UNKNOWN_PHONE : at(cast.customers, customer).phone;
}

/** The id of an operation, or one that does not exist. */
export function operationAt(cast: Cast, place: number | "unknown"): Id<"operation"> {
  return place === "unknown" ? newId("operation") : at(cast.operations, place);
}

/** A decision as the verbs take it, on the operation as it stands, but for what is stale. */
export async function toDecision(cast: Cast, decision: Omit<Decision, "code">): Promise<DecideOperation> {
  const { operation, stale, comment } = decision;
  const seen = await asSeen(cast, operation);
  return {
    operationId: seen.operationId,
    revision: stale === "revision" ? seen.revision + 1 : seen.revision,
    digest: stale === "digest" ? "ab".repeat(32) : seen.digest,
    decision: decision.decision,
    comment,
  };
}

/** An operation as it stands. */
export async function asSeen(cast: Cast, place: number | "unknown") {
  const operationId = operationAt(cast, place);
  const [row] = await cast.backstage.sql<{ revision: number; digest: string }[]>`
    select revision, encode(digest, 'hex') as digest from operations where id = ${operationId}`;
  return { operationId, ...(row ?? { revision: 1, digest: "00".repeat(32) }) };
}
