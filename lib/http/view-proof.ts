import type { TransferProof } from "@/lib/ledger";
import { lookUpProof } from "./answer-public";
import { noteShown } from "./away-requests";
import { pageError } from "./page-error";
import { currentPeer } from "./principal";
import { toRefusal } from "./refusal";

/** What the public page of a transfer shows. `too-many` and `away`: nothing was looked up; it may be in a moment. */
export type ProofView =
  | { readonly state: "found"; readonly proof: TransferProof; readonly checkedAt: Date }
  | { readonly state: "unknown" | "too-many" | "away" };

/**
 * Looks a transfer up for a page, for anybody. What the page can say itself is returned and not thrown: without script an error page is empty.
 * @param hash 64 hex digits, as `readTransferHash` gives them
 */
export async function viewProof(hash: string): Promise<ProofView> {
  const peer = await currentPeer();
  try {
    const proof = await lookUpProof(hash, peer);
    return proof ? { state: "found", proof, checkedAt: new Date() } : { state: "unknown" };
  } catch (error) {
    const refusal = toRefusal(error, peer.requestId);
    if (refusal.code === "request.rate-limited") {
      noteShown(peer.requestId, { status: 429, retryAfterSeconds: Number(refusal.details?.retryAfterSeconds ?? 60) });
      return { state: "too-many" };
    }
    if (refusal.code === "runtime.database-unavailable" || refusal.code === "runtime.busy") {
      noteShown(peer.requestId, { status: 503, retryAfterSeconds: 1 });
      return { state: "away" };
    }
    throw pageError(refusal);
  }
}
