import type { ErrorCode } from "@/lib/kernel/errors";

/** What a list refuses of its paging. */
export const READING = ["pagination.bad-limit", "pagination.bad-cursor"] as const satisfies readonly ErrorCode[];

/** What is wrong with what `POST …/operations` is told. */
export const ASKING = [
  "money.malformed",
  "money.not-positive",
  "money.too-many-decimals",
  "money.too-large",
  "phone.malformed",
  "operations.destination-both",
  "operations.destination-missing",
  "wallets.unknown-phone",
  "wallets.unknown-short-code",
  "ledger.insufficient-float",
  "operations.consents-asked-too-often",
] as const satisfies readonly ErrorCode[];

/** What a new operation may be refused for, whoever asks for it and whatever it is. */
export const MAKING = [
  "auth.forbidden",
  "limits.per-transaction-exceeded",
  "limits.daily-volume-exceeded",
  "limits.distributor-per-transaction-exceeded",
  "limits.distributor-daily-volume-exceeded",
  "limits.distributor-weekly-volume-exceeded",
  "limits.maker-daily-exceeded",
  "limits.maker-weekly-exceeded",
  "limits.customer-daily-exceeded",
  "limits.customer-weekly-exceeded",
  "organisations.feature-off",
  "wallets.holder-inactive",
  "ledger.insufficient-wallet",
  "operations.fulfilment-id-used",
  "idempotency.key-reused",
  "idempotency.in-progress",
] as const satisfies readonly ErrorCode[];
