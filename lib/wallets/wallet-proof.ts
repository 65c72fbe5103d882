import type { Ctx } from "@/lib/runtime";

/** What a customer proves to the database that they act with: the hash of their session's token; null for who brings none. */
export function proofOf({ principal }: Pick<Ctx, "principal">): Buffer | null {
  return principal.kind === "customer" && principal.walletProof ? Buffer.from(principal.walletProof, "hex") : null;
}
