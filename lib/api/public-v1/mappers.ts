import type { z } from "zod";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { TransferProof } from "@/lib/ledger";
import type { transferProof } from "./schemas";

/** A proof on the wire, under the hash that was asked for (64 hex digits). */
export function toProof(hash: string, proof: TransferProof): z.infer<typeof transferProof> {
  const blockchainID = `tx_${hash}`;
  if (!proof.confirmed) return { blockchainID, confirmed: false };
  return {
    blockchainID,
    confirmed: true,
    amount: formatAmount(proof.amount),
    currency: proof.amount.currency,
    sequenceNumber: Number(proof.sequenceNumber),
    postedAt: toRfc3339(proof.postedAt),
    ...(proof.chainVerifiedAt ? { chainVerifiedAt: toRfc3339(proof.chainVerifiedAt) } : {}),
  };
}
