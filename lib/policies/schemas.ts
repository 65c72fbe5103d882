import { z } from "zod";
import {
  isCovered,
  LONGEST_WAIT,
  MOST_APPROVALS,
  MOST_RULES,
  POLICY_ROLES,
  POLICY_SOURCES,
  POLICY_TYPES,
  type PolicyRole,
  SHORTEST_WAIT,
  SOURCES_OF,
} from "@/lib/kernel/policy-terms";

/** Minor units as text, more than none; as the database reads them (`is_limit`). */
const minor = z.string().regex(/^[1-9][0-9]{0,17}$/, "must be a whole number of minor units");
const limit = minor.nullable();

/** Each once, in the order in which screens show them: there is one spelling of a set. */
const roles = z
  .array(z.enum(POLICY_ROLES))
  .min(1, "name at least one role")
  .transform((list): PolicyRole[] => POLICY_ROLES.filter((role) => list.includes(role)));

/** One rule of a policy (`PolicyRule`). */
const policyRule = z
  .strictObject({
    type: z.enum(POLICY_TYPES),
    source: z.enum(POLICY_SOURCES),
    fromMinor: z.union([z.literal("0"), minor]),
    toMinor: limit,
    approvals: z.int().min(1).max(MOST_APPROVALS),
    roles,
    stepUp: z.boolean(),
    expiresInSeconds: z.int().min(SHORTEST_WAIT).max(LONGEST_WAIT),
  })
  .refine(({ fromMinor, toMinor }) => toMinor === null || BigInt(toMinor) > BigInt(fromMinor), {
    message: "must end above where it begins",
    path: ["toMinor"],
  })
  .refine(({ type, source }) => SOURCES_OF[type].includes(source), {
    message: "must be where operations of this type come from",
    path: ["source"],
  });

/** All that a policy says (`PolicyTerms`); no rule after one that fits all that it would. The database asks the same (`are_policy_terms`). */
export const policyTerms = z.strictObject({
  rules: z
    .array(policyRule)
    .max(MOST_RULES)
    .superRefine((rules, ctx) => {
      rules.forEach((rule, n) => {
        if (rules.slice(0, n).some((earlier) => isCovered(rule, earlier))) {
          ctx.addIssue({ code: "custom", path: [n], message: "never counts: a rule above fits all that it would" });
        }
      });
    }),
  limits: z.strictObject({ customerDaily: limit, customerWeekly: limit, makerDaily: limit, makerWeekly: limit }),
});
