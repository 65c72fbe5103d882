import type { Info } from "@/lib/api/openapi";

/** How the public API introduces itself in its document. */
export const PUBLIC_API: Info = {
  title: "Public API",
  version: "1",
  summary: "Whether a transfer stands in the ledger.",
  description:
    "What anybody may ask without a key. Answers carry nothing of people, accounts or organisations. Scripts of any site may read them (CORS, without credentials); requests are limited by network address.",
  tags: [{ name: "Proofs", description: "Of a transfer whose hash somebody has." }],
};
