import { z } from "zod";
import { shownId } from "@/lib/http/shown-id";
import { reasonText } from "@/lib/operations/schemas";

/** An operation's shown id (`op_…`), read. */
export const shownOperation = shownId("operation");

/** An operation as the person saw it: a decision names the revision and the digest (64 hex digits) of what was read. */
export const seenOperation = {
  operation: shownOperation,
  // As far as the database counts.
  revision: z.int().positive().max(2_147_483_647),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
};

/** The code of an authenticator, for approvals above the step-up amount. */
export const freshCode = z
  .string()
  .regex(/^[0-9]{6}$/, "must be six digits")
  .optional();

/** What is decided. The comment of a reject is its reason, which the engine demands. */
export const verdict = {
  decision: z.enum(["approve", "reject"]),
  comment: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : text))
    .pipe(reasonText.nullable()),
};
