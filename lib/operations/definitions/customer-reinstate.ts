import type { Id } from "@/lib/kernel/ids";
import { readCustomer } from "@/lib/wallets";
import { defineChange } from "../define-change";
import {
  draftReinstate,
  organisationChange,
  type ReinstateInput,
  type ReinstatePayload,
  reinstatePayload,
} from "../organisation-steps";

/** A suspended customer's wallet is to work again. */
export type CustomerReinstateInput = ReinstateInput<"customer-reinstate", Id<"customer">>;

/** Money reaches the wallet again, and leaves it. */
export const customerReinstate = defineChange<CustomerReinstateInput, ReinstatePayload>({
  ...organisationChange,
  type: "customer-reinstate",
  desk: "own",
  payload: reinstatePayload,
  draft: draftReinstate(async (ctx, asked: Id<"customer">) => {
    const { id, name, phone, status } = await readCustomer(ctx, asked);
    return { status, counterparty: { kind: "customer", id, name, phone, shortCode: null } };
  }),
  tell: ({ reason }) => ({ action: "customer.reinstated", detail: { before: "suspended", after: "active", reason } }),
});
