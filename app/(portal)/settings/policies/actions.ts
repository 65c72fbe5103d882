"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { parseInput } from "@/lib/http/parse-input";
import { MOST_RULES, POLICY_ROLES, POLICY_SOURCES, POLICY_TYPES } from "@/lib/kernel/policy-terms";
import { policyTerms } from "@/lib/policies/schemas";
import { toLimits } from "./change/_components/typed-limits";
import { toRule } from "./change/_components/typed-rules";

const rule = z.strictObject({
  type: z.enum(POLICY_TYPES),
  source: z.enum(POLICY_SOURCES),
  from: typed,
  to: typed,
  approvals: z.int(),
  roles: z.array(z.enum(POLICY_ROLES)),
  stepUp: z.boolean(),
  expiresInSeconds: z.int(),
});

const typedLimits = z.strictObject({
  customerDaily: typed,
  customerWeekly: typed,
  makerDaily: typed,
  makerWeekly: typed,
});

/** Asks for another policy in place of the version that the admin had before them, amounts as typed. */
export const changePolicy = action({
  input: z.strictObject({
    key: draftKey,
    version: z.int().nonnegative(),
    rules: z.array(rule).max(MOST_RULES),
    limits: typedLimits,
  }),
  together: (caller, request, { key, version, rules, limits }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "policy-change",
      version,
      after: parseInput(policyTerms, {
        rules: rules.map((one) => toRule(one, currency)),
        limits: toLimits(limits, currency),
      }),
    })),
});
