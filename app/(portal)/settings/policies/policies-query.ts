import { createLoader, type inferParserType, type LoaderInput, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { POLICY_TYPES } from "@/lib/kernel/policy-terms";

const parsers = {
  type: parseAsStringLiteral(POLICY_TYPES).withDefault("cash-in"),
  amount: parseAsString.withDefault(""),
  by: parseAsString.withDefault("web"),
};

/** What is asked of the policy: an operation of a type and an amount as typed, by somebody (one of `ANYBODY`, `per_…` or `key_…`). */
export type PoliciesQuery = inferParserType<typeof parsers>;

const read = createLoader(parsers);

/** Reads the address of the page. What makes no sense there is left out. */
export function readPoliciesQuery(address: LoaderInput): PoliciesQuery {
  return read(address);
}
