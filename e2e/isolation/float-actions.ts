import { randomUUID } from "node:crypto";
import { newId, showId } from "@/lib/kernel/ids";
import type { Action } from "./action";

const draft = () => ({ key: randomUUID(), memo: "" });

/** The actions about float, the accounts beside it, and money that goes back. */
export const FLOAT_ACTIONS: Readonly<Record<string, Action>> = {
  "app/(portal)/float/new/actions.ts#askForFloat": {
    permission: "float.request",
    input: () => ({ ...draft(), amount: "1.00", reference: `P-${randomUUID()}` }),
  },
  "app/(portal)/float/open/actions.ts#openAccount": {
    permission: "float.accounts",
    input: () => ({ key: randomUUID(), name: `Till ${randomUUID().slice(0, 8)}` }),
  },
  "app/(portal)/float/transfer/actions.ts#moveBetweenAccounts": {
    permission: "float.transfer",
    input: ({ account }) => ({
      ...draft(),
      from: account,
      to: showId("account", newId("account")),
      amount: "1.00",
    }),
    // There is none beside the float here; what is between two of one's own, its own tests try.
    fine: ["organisations.account-not-found"],
  },
  "app/(portal)/float/withdraw/actions.ts#withdrawFloat": {
    permission: "float.request",
    input: () => ({ ...draft(), amount: "1.00", payTo: "First Bank 0123456789" }),
  },
  "app/(portal)/settings/float/actions.ts#markLowFloat": {
    permission: "float.mark",
    input: () => ({ amount: `${1 + (Date.now() % 1_000_000)}.00` }),
  },
  "app/(portal)/operations/[id]/reverse/actions.ts#askForReversal": {
    permission: "operations.reverse",
    input: ({ operation }) => ({ ...draft(), operation, amount: "1.00", memo: "Wrong customer" }),
    // Theirs waits for a decision.
    fine: ["operations.not-reversible"],
  },
};
