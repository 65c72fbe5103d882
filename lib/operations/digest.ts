import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Draft } from "./define";

/** SHA-256 of what the checker reads of one revision. A decision names the digest it saw; another one is a 409. */
export function digestOf(type: string, version: number, revision: number, draft: Draft): Buffer {
  const { amount, counterparty, payload, reference, memo, withdrawalId } = draft;
  return createHash("sha256")
    .update(
      canonicalJson({
        type,
        version,
        revision,
        amountMinor: amount?.minor ?? null,
        currency: amount?.currency ?? null,
        counterparty,
        payload,
        reference,
        memo,
        withdrawalId,
      }),
    )
    .digest();
}
