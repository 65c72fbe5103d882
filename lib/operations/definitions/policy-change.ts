import { z } from "zod";
import type { PolicyTerms } from "@/lib/kernel/policy-terms";
import { applyPolicy, checkPolicy } from "@/lib/policies";
import { policyTerms } from "@/lib/policies/schemas";
import { defineChange } from "../define-change";
import { distributorOf } from "../key-steps";

/** A distributor is to have another policy; `version` is that of the one which the admin had before them, 0 for none. */
export type PolicyChangeInput = {
  readonly type: "policy-change";
  readonly version: number;
  readonly after: PolicyTerms;
};

const payload = z.object({ version: z.int().nonnegative(), before: policyTerms, after: policyTerms });
type Payload = z.infer<typeof payload>;

/** It counts from the next operation on: what is pending keeps what it was submitted under. */
export const policyChange = defineChange<PolicyChangeInput, Payload>({
  type: "policy-change",
  submitPermission: "policies.change",
  decidePermission: "operations.decide",
  desk: "own",
  payload,
  draft: async (ctx, item) => {
    const { version, after } = item.input;
    const { rules, limits } = await checkPolicy(ctx, distributorOf(item), { version, after });
    const { organisation } = item;
    return {
      counterparty: {
        kind: "distributor",
        id: distributorOf(item),
        name: organisation.name,
        phone: null,
        shortCode: organisation.kind === "distributor" ? organisation.shortCode : null,
      },
      payload: payload.parse({ version, before: { rules, limits }, after }),
      memo: null,
    };
  },
  apply: applyPolicy,
  tell: ({ version, after }) => ({ action: "policy.changed", detail: { version: version + 1, after } }),
});
