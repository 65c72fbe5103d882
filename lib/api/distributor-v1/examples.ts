import type { Examples } from "@/lib/api/contract";

const DISTRIBUTOR = "dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const MADE = "op_0190a6f0-5d21-7f02-8e44-1b7c9a2d3e4f";
const DONE = "op_0190a6f0-4b17-7c55-a1b2-6f0e8d9c7b5a";
const QUEUED = "op_0190a6f0-2a0c-7d18-b3c4-5e6f7a8b9c0d";
const QUEUED_AT = "2026-11-20T09:12:44.120394Z";
const QUEUED_CURSOR = "MjAyNi0xMS0yMFQwOToxMjo0NC4xMjAzOTRafG9wXzAxOTBhNmYwLTJhMGMtN2QxOC1iM2M0LTVlNmY3YThiOWMwZA==";

const CASH_IN = {
  operationID: MADE,
  distributorID: DISTRIBUTOR,
  operationType: "cash-in",
  status: "pending",
  amount: "5000.00",
  currency: "NGN",
  phoneTo: "+2348050000001",
  memo: "Counter 3",
  lastError: null,
  createdAt: "2026-11-20T20:10:00.482Z",
  updatedAt: "2026-11-20T20:10:00.482Z",
};

const CASH_OUT = {
  operationID: DONE,
  distributorID: DISTRIBUTOR,
  operationType: "cash-out-fulfillment",
  status: "completed",
  amount: "12000.00",
  currency: "NGN",
  phoneFrom: "+2348050000001",
  cashOutFulfillmentType: "cash",
  cashOutFulfillmentID: "RCP-20261120-0007",
  consent: "given",
  walletOperationID: "wo_0190a6f0-4b99-7a10-9d8c-7b6a5f4e3d2c",
  sequenceNumber: 4182,
  blockchainID: "tx_e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  lastError: null,
  createdAt: "2026-11-20T19:58:31.007Z",
  updatedAt: "2026-11-20T20:01:12.655Z",
};

/** One story for all examples: a float that pays a cash-in, and a customer who waits for cash. */
export const EXAMPLES = {
  getBalance: { reply: { balance: "245000.00", currency: "NGN", posted: "250000.00", held: "5000.00" } },
  listOperations: { query: { limit: "2" }, reply: [CASH_IN, CASH_OUT] },
  getOperation: { reply: CASH_IN },
  createOperation: {
    bodies: {
      "cash-in": {
        summary: "Cash-in to a customer's phone",
        value: { operationType: "cash-in", amount: "5000.00", phoneTo: "+2348050000001", memo: "Counter 3" },
      },
      "cash-in-merchant": {
        summary: "Cash-in to a merchant's short code",
        value: { operationType: "cash-in", amount: "750.50", merchantToShortCode: "100000" },
      },
      "cash-out": {
        summary: "Cash-out over the counter",
        value: {
          operationType: "cash-out-fulfillment",
          amount: "12000.00",
          phoneFrom: "+2348050000001",
          cashOutFulfillmentType: "cash",
          cashOutFulfillmentID: "RCP-20261120-0007",
        },
      },
    },
    reply: { operationID: MADE },
  },
  listCashouts: {
    query: { limit: "50" },
    reply: {
      items: [
        {
          cursor: QUEUED_CURSOR,
          operationID: QUEUED,
          type: "cash-out",
          from: "+2348050000001",
          amount: "3000.00",
          memo: "For Friday",
          createdAt: QUEUED_AT,
        },
      ],
      nextCursor: "",
      limit: 50,
    },
  },
  fulfilCashout: {
    bodies: {
      cash: {
        summary: "Paid in cash",
        value: { cashOutFulfillmentType: "cash", transactionID: "RCP-20261120-0008" },
      },
      "bank-transfer": {
        summary: "Paid by bank transfer",
        value: {
          cashOutFulfillmentType: "bank-transfer",
          transactionID: "FT2632400817",
          memo: "To account ending 4417",
        },
      },
    },
    reply: { operationID: MADE },
  },
  findRecipient: { query: { phone: "+2348050000001" }, reply: { name: "Ad••• Ob•••", active: true } },
} as const satisfies Record<string, Examples>;
