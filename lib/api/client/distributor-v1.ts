// Made from lib/api/distributor-v1/openapi.json; never edited by hand.

/** Why a request was refused. Programs switch on `code`; `message` is for a person and may change. */
export type Error = {
  /** Reason phrase of the status. */
  readonly error: string;
  /** For a person: what happened, what was not done, what to do. */
  readonly message: string;
  /** Stable, for programs. Never renamed. */
  readonly code: string;
  /** The same as `X-Request-Id`. */
  readonly requestId: string;
  /** What is wrong with the input, for each 400; may be empty. */
  readonly fields?: readonly ({
    /** The member, parameter or header. */
    readonly path: string;
    /** For a person. */
    readonly message: string;
  })[];
};

/** The same refusal as RFC 9457 knows it, where `Accept` names `application/problem+json`. */
export type Problem = Error & {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** The same as `message`. */
  readonly detail: string;
};

export type Balance = {
  /** What may still be spent: `posted` less `held`. */
  readonly balance: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What the float has in the ledger. */
  readonly posted: string;
  /** What is held for pending operations. */
  readonly held: string;
};

/** Absent members are left out. */
export type Operation = {
  readonly operationID: string;
  readonly distributorID: string;
  /** Clients make the first two. People ask for the others in the portal: a `top-up` is float bought of the issuer, a `float-withdrawal` float given back to it, a `reversal` money of a cash-in or cash-out that goes back. */
  readonly operationType: "cash-in" | "cash-out-fulfillment" | "top-up" | "float-withdrawal" | "reversal";
  /** `pending` until a person decides; then `completed`, `failed` (see `lastError`) or `rejected`. `cancelled`: its maker recalled it. `expired`: nobody decided in time. */
  readonly status: "pending" | "executing" | "completed" | "failed" | "rejected" | "cancelled" | "expired";
  /** Always with all of the currency's decimals. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Cash-in to a customer, or reversal of a cash-out: whose wallet it goes to. */
  readonly phoneTo?: string;
  /** Cash-in to a merchant: the merchant's id. */
  readonly merchantTo?: string;
  /** The merchant's name, also of a reversal. */
  readonly merchantName?: string;
  /** The merchant's short code: a number here, a string in requests. */
  readonly merchantShortCode?: number;
  /** Cash-out, or reversal of a cash-in: whose wallet it comes from. */
  readonly phoneFrom?: string;
  /** Reversal: the operation whose money goes back, whole or in part. */
  readonly reversalOf?: string;
  /** Of a reversal its reason. */
  readonly memo?: string;
  /** How the customer was paid. Both move the same money in the ledger. */
  readonly cashOutFulfillmentType?: "cash" | "bank-transfer";
  /** Receipt or reference id. */
  readonly cashOutFulfillmentID?: string;
  /** Cash-out over the counter: what the customer says to it. `awaited` for at most five minutes, in which nobody can approve it and nothing is held; `refused` makes it `rejected`, silence `expired`. Absent where nobody is asked. */
  readonly consent?: "awaited" | "given" | "refused";
  /** The ledger's transfer, once executed. */
  readonly walletOperationID?: string;
  /** Place in the distributor's order of execution, without gaps, once executed. */
  readonly sequenceNumber?: number;
  /** Hash of the transfer in the tamper-evident ledger, once executed; anybody may look it up. */
  readonly blockchainID?: string;
  /** Why it failed, for a person; null when it did not. */
  readonly lastError: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** RFC 3339, UTC. */
  readonly updatedAt: string;
};

/** Exactly one of `phoneTo` and `merchantToShortCode` is given. */
export type CashIn = {
  readonly operationType: "cash-in";
  /** Exact decimal in quotes, more than zero, at most 15 digits before the point and the currency's decimals. */
  readonly amount: string;
  /** International form; spaces, dashes and dots between digits are ignored. */
  readonly phoneTo?: string;
  /** A merchant's short code. */
  readonly merchantToShortCode?: string;
  /** For the checker and the records. Empty is none. */
  readonly memo?: string;
} & ({ phoneTo: unknown } | { merchantToShortCode: unknown });

/** Cash paid to a customer over the counter, against their wallet. */
export type CashOutFulfillment = {
  readonly operationType: "cash-out-fulfillment";
  /** Exact decimal in quotes, more than zero, at most 15 digits before the point and the currency's decimals. */
  readonly amount: string;
  /** International form; spaces, dashes and dots between digits are ignored. */
  readonly phoneFrom: string;
  readonly cashOutFulfillmentType: "cash";
  /** Receipt or reference id; unique among the distributor's pending and completed operations: a second use is a 409. One whose operation was rejected, recalled, expired or failed may be used again. */
  readonly cashOutFulfillmentID: string;
  /** For the checker and the records. Empty is none. */
  readonly memo?: string;
};

/** The pending operation. Follow it with `GET …/operations/{operationID}`. */
export type Created = {
  readonly operationID: string;
};

export type Cashouts = {
  /** Oldest first. */
  readonly items: readonly Cashout[];
  /** The `cursor` of the next page; empty at the end. */
  readonly nextCursor: string;
  /** How many were asked for. */
  readonly limit: number;
};

/** A customer's request for cash. */
export type Cashout = {
  /** Where this request stands: the page after it begins here. */
  readonly cursor: string;
  readonly operationID: string;
  readonly type: "cash-out";
  /** Whose wallet it comes from, and whom to pay. */
  readonly from: string;
  /** What to pay. */
  readonly amount: string;
  readonly memo?: string;
  /** When it was asked for: RFC 3339, UTC, to the microsecond. */
  readonly createdAt: string;
};

/** How a request from the queue was fulfilled. */
export type Fulfillment = {
  /** How the customer was paid. Both move the same money in the ledger. */
  readonly cashOutFulfillmentType: "cash" | "bank-transfer";
  /** Receipt or reference id; unique among the distributor's pending and completed operations: a second use is a 409. One whose operation was rejected, recalled, expired or failed may be used again. */
  readonly transactionID?: string;
  /** For the checker and the records. Empty is none. */
  readonly memo?: string;
};

export type Recipient = {
  /** Masked: two letters of each word. */
  readonly name: string;
  /** Whether they can be paid at the moment. */
  readonly active: boolean;
};

/** Each operation: what it takes, what it answers, and the codes with which it refuses. */
export type Operations = {
  /** What the float has */
  getBalance: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: Balance;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.invalid-api-key"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
    ;
  };
  /** Operations, newest first */
  listOperations: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
    };
    query: {
      /** How many at most; 100 unless told. */
      readonly limit?: number;
      /** How many are passed over. `cursor` is cheaper, and skips nothing when something is added meanwhile. */
      readonly offset?: number;
      /** Where the page begins: from `nextCursor` or the `Link` header of the page before. */
      readonly cursor?: string;
      /** Only operations in this state. */
      readonly status?: "pending" | "executing" | "completed" | "failed" | "rejected" | "cancelled" | "expired";
      /** Only operations of this type. */
      readonly operationType?: "cash-in" | "cash-out-fulfillment" | "top-up" | "float-withdrawal" | "reversal";
      /** International form, with or without separators; escape the plus as %2B. */
      readonly phone?: string;
      /** Only operations with this receipt or reference id. */
      readonly reference?: string;
      /** Only operations made at this instant or later. */
      readonly createdFrom?: string;
      /** Only operations made before this instant. */
      readonly createdTo?: string;
    };
    body: undefined;
    reply: readonly Operation[];
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.invalid-api-key"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "pagination.bad-cursor"
      | "pagination.bad-limit"
      | "phone.malformed"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
    ;
  };
  /** Ask for a cash-in or a cash-out */
  createOperation: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
    };
    query: Record<never, never>;
    body: CashIn | CashOutFulfillment;
    reply: Created;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.forbidden"
      | "auth.invalid-api-key"
      | "idempotency.in-progress"
      | "idempotency.key-malformed"
      | "idempotency.key-reused"
      | "ledger.insufficient-float"
      | "ledger.insufficient-wallet"
      | "limits.customer-daily-exceeded"
      | "limits.customer-weekly-exceeded"
      | "limits.daily-volume-exceeded"
      | "limits.distributor-daily-volume-exceeded"
      | "limits.distributor-per-transaction-exceeded"
      | "limits.distributor-weekly-volume-exceeded"
      | "limits.maker-daily-exceeded"
      | "limits.maker-weekly-exceeded"
      | "limits.per-transaction-exceeded"
      | "money.malformed"
      | "money.not-positive"
      | "money.too-large"
      | "money.too-many-decimals"
      | "operations.consents-asked-too-often"
      | "operations.destination-both"
      | "operations.destination-missing"
      | "operations.fulfilment-id-used"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "phone.malformed"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.malformed-json"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "request.unsupported-media-type"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
      | "wallets.holder-inactive"
      | "wallets.unknown-phone"
      | "wallets.unknown-short-code"
    ;
  };
  /** One operation */
  getOperation: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
      /** An operation, `op_` and a UUID. */
      readonly operationID: string;
    };
    query: Record<never, never>;
    body: undefined;
    reply: Operation;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.invalid-api-key"
      | "operations.not-found"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
    ;
  };
  /** The cash-out queue, oldest first */
  listCashouts: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
    };
    query: {
      /** How many at most; 100 unless told. */
      readonly limit?: number;
      /** Where the page begins: from `nextCursor` or the `Link` header of the page before. */
      readonly cursor?: string;
    };
    body: undefined;
    reply: Cashouts;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.invalid-api-key"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "pagination.bad-cursor"
      | "pagination.bad-limit"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
    ;
  };
  /** Fulfil a request from the cash-out queue */
  fulfilCashout: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
      /** An operation, `op_` and a UUID. */
      readonly operationID: string;
    };
    query: Record<never, never>;
    body: Fulfillment;
    reply: Created;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.forbidden"
      | "auth.invalid-api-key"
      | "idempotency.in-progress"
      | "idempotency.key-malformed"
      | "idempotency.key-reused"
      | "ledger.insufficient-wallet"
      | "limits.customer-daily-exceeded"
      | "limits.customer-weekly-exceeded"
      | "limits.daily-volume-exceeded"
      | "limits.distributor-daily-volume-exceeded"
      | "limits.distributor-per-transaction-exceeded"
      | "limits.distributor-weekly-volume-exceeded"
      | "limits.maker-daily-exceeded"
      | "limits.maker-weekly-exceeded"
      | "limits.per-transaction-exceeded"
      | "operations.fulfilment-id-used"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.malformed-json"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "request.unsupported-media-type"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
      | "wallets.holder-inactive"
      | "wallets.withdrawal-cancelled"
      | "wallets.withdrawal-not-found"
      | "wallets.withdrawal-taken"
    ;
  };
  /** The name behind a phone or a short code, masked */
  findRecipient: {
    path: {
      /** Your distributor, `dst_` and a UUID. Another's is the same 404 as one that does not exist. */
      readonly distributorID: string;
    };
    query: {
      /** International form, with or without separators; escape the plus as %2B. */
      readonly phone?: string;
      /** A merchant's short code. */
      readonly shortCode?: string;
    };
    body: undefined;
    reply: Recipient;
    code:
      | "api-keys.permission-missing"
      | "api-keys.rate-limited"
      | "auth.address-not-allowed"
      | "auth.invalid-api-key"
      | "organisations.distributor-not-found"
      | "organisations.distributor-suspended"
      | "organisations.feature-off"
      | "phone.malformed"
      | "request.duplicate-field"
      | "request.invalid"
      | "request.rate-limited"
      | "request.too-large"
      | "request.unknown-field"
      | "runtime.busy"
      | "runtime.database-unavailable"
      | "runtime.internal"
      | "wallets.unknown-phone"
      | "wallets.unknown-short-code"
    ;
  };
};

/** Where each operation is, and whether it takes a body. */
export const OPERATIONS = {
  getBalance: { method: "GET", path: "/api/v1/distributors/{distributorID}/balance", body: false },
  listOperations: { method: "GET", path: "/api/v1/distributors/{distributorID}/operations", body: false },
  createOperation: { method: "POST", path: "/api/v1/distributors/{distributorID}/operations", body: true },
  getOperation: { method: "GET", path: "/api/v1/distributors/{distributorID}/operations/{operationID}", body: false },
  listCashouts: { method: "GET", path: "/api/v1/distributors/{distributorID}/cashouts", body: false },
  fulfilCashout: { method: "PUT", path: "/api/v1/distributors/{distributorID}/cashouts/{operationID}", body: true },
  findRecipient: { method: "GET", path: "/api/v1/distributors/{distributorID}/recipients", body: false },
} as const;
