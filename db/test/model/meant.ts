import { at, holderOf, type Operation, type State } from "./state";
import type { Input } from "./steps";
import { type Door, personBehind } from "./who";

/** What each input asks for, and who may. */
export const TYPES = {
  "cash-in": { type: "cash-in", door: { roles: ["maker"], keys: true, home: true } },
  "cash-out": { type: "cash-out-fulfillment", door: { roles: ["maker"], keys: true, home: true } },
  fulfil: { type: "cash-out-fulfillment", door: { roles: ["maker"], keys: true, home: true } },
  reverse: { type: "reversal", door: { roles: ["maker"], home: true } },
  float: { type: "float-withdrawal", door: { roles: ["maker"], home: true } },
  policy: { type: "policy-change", door: { roles: ["admin"], home: true } },
  delegate: { type: "person-delegate", door: { roles: ["admin", "checker"] } },
} as const satisfies Record<Input["type"], { readonly type: Operation["type"]; readonly door: Door }>;

/** Who asks: a person in their session, a key, or a file whose maker has submitted it. */
export type Asker = { readonly by: number; readonly source: Operation["source"] };

/** What a submission would be, as far as it is known: its amount, and on whose account that is held. */
export type Meant = { readonly minor: bigint; readonly holder: Operation["holder"] };

/** What an input means. */
export function meant(state: State, input: Input): Meant {
  switch (input.type) {
    case "policy":
    case "delegate":
      return { minor: 0n, holder: null };
    case "float":
      return { minor: input.minor, holder: null };
    case "reverse":
      return { minor: input.minor, holder: input.of === "unknown" ? null : at(state.operations, input.of).holder };
    case "fulfil": {
      if (input.withdrawal === "unknown") return { minor: 0n, holder: null };
      const { minor, customer } = at(state.withdrawals, input.withdrawal);
      return { minor, holder: { customer } };
    }
    case "cash-out":
      return { minor: input.minor, holder: input.from === "unknown" ? null : { customer: input.from } };
    case "cash-in": {
      const { minor, to } = input;
      if ("customer" in to) return { minor, holder: to.customer === "unknown" ? null : { customer: to.customer } };
      return { minor, holder: to.merchant === "unknown" ? null : { merchant: to.merchant } };
    }
  }
}

/** Who asks, as limits count it. */
export function asking(state: State, { by }: Asker) {
  const actor = at(state.actors, by);
  const { place: maker } = personBehind(state, by);
  return { distributor: actor.distributor, maker, key: actor.kind === "key" ? by : null };
}

/** Whether the customer is asked before anything is held. */
export function asksFirst(state: State, distributor: number, { type }: Input): boolean {
  return type === "cash-out" && !at(state.distributors, distributor).off.includes("consent");
}

/** Whether the issuer has switched such operations off; what goes back goes on. */
export function isSwitchedOff(state: State, distributor: number, type: Operation["type"]): boolean {
  const { off } = at(state.distributors, distributor);
  return (
    (type === "cash-in" && off.includes("cash-in")) || (type === "cash-out-fulfillment" && off.includes("cash-out"))
  );
}

/** Who gives the money that is held for it; null where nothing is held anew. */
export function giverOf(state: State, distributor: number, input: Input, holder: Operation["holder"]) {
  if (input.type === "fulfil" || input.type === "policy" || input.type === "delegate") return null;
  const of = input.type === "reverse" && input.of !== "unknown" ? input.of : null;
  const isFloat = input.type === "float" || goesOut(state, { type: TYPES[input.type].type, of });
  const account = isFloat ? at(state.distributors, distributor).float : holderOf(state, holder).wallet;
  return { isFloat, account };
}

/** Whether an operation's money goes out of the float; that of a reversal goes the other way than it came. */
export function goesOut(state: State, { type, of }: Pick<Operation, "type" | "of">): boolean {
  if (of !== null) return !goesOut(state, at(state.operations, of));
  return type === "cash-in" || type === "float-withdrawal";
}
