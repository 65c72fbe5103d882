import type { Documented } from "@/lib/api/openapi";
import { noQuery, transferProof } from "./schemas";

/** The one endpoint that needs no key; `lib/http/answer-public.ts` answers it. */
export const FIND_TRANSFER = {
  operationId: "findTransfer",
  method: "GET",
  path: "/api/public/transfers/{tx}",
  tag: "Proofs",
  summary: "Whether a transfer with this hash stands in the ledger",
  description:
    "The hash is an operation's `blockchainID`. It must be exact; nothing can be listed or searched for. A correction is a transfer of its own, so a transfer that was reversed is confirmed, too.",
  permission: null,
  query: noQuery,
  body: null,
  reply: transferProof,
  examples: {
    reply: {
      blockchainID: "tx_e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      confirmed: true,
      amount: "12000.00",
      currency: "NGN",
      sequenceNumber: 4182,
      postedAt: "2026-11-20T20:01:12.655Z",
      chainVerifiedAt: "2026-11-20T23:30:04.118Z",
    },
  },
  errors: ["id.malformed", "ledger.transfer-not-found", "request.rate-limited"],
} as const satisfies Documented;
