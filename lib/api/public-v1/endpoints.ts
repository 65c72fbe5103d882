import type { Documented } from "@/lib/api/openapi";
import { noQuery, transferProof } from "./schemas";

/** The one endpoint that needs no key; `lib/http/answer-public.ts` answers it. */
export const FIND_TRANSFER = {
  operationId: "findTransfer",
  method: "GET",
  path: "/api/public/transfers/{tx}",
  summary: "Whether a transfer with this hash stands in the ledger",
  description:
    "The hash is an operation's `blockchainID`. It must be exact; nothing can be listed or searched for. A correction is a transfer of its own, so a transfer that was reversed is confirmed, too.",
  permission: null,
  query: noQuery,
  body: null,
  reply: transferProof,
  errors: ["id.malformed", "ledger.transfer-not-found", "request.rate-limited"],
} as const satisfies Documented;
