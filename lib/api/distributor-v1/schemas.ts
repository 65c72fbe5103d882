import { z } from "zod";
import { parsedText } from "@/lib/api/read-input";
import { DomainError } from "@/lib/kernel/errors";
import { parsePhone } from "@/lib/kernel/phone";
import { FULFILMENT_TYPES, memoText, referenceText, shortCodeText, type WireType } from "@/lib/operations/schemas";
import { CONSENT_STATES, STATUSES } from "@/lib/operations/states";
import { cursor, limit, offset, queryInstant, queryPhone } from "./query-parts";

const amount = z.string('must be a decimal in quotes, for example "5000.00"').meta({
  description:
    "Exact decimal in quotes, more than zero, at most 15 digits before the point and the currency's decimals.",
  pattern: "^(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,4})?$",
  examples: ["5000.00"],
});
const phone = parsedText(parsePhone).meta({
  description: "International form; spaces, dashes and dots between digits are ignored.",
  examples: ["+234 812 345 6781"],
});
// Tills send an empty memo where nothing was typed.
const memo = z
  .union([z.literal(""), memoText], "must be a text of at most 140 characters, without control or invisible characters")
  .transform((text) => text || undefined)
  .meta({ type: "string", maxLength: 140, description: "For the checker and the records. Empty is none." });
const reference = referenceText.meta({
  description:
    "Receipt or reference id; unique among the distributor's pending and completed operations: a second use is a 409. One whose operation was rejected, recalled, expired or failed may be used again.",
  examples: ["RCP-20261120-0007"],
});
const shortCode = shortCodeText.meta({ description: "A merchant's short code.", examples: ["100000"] });
const settlement = "How the customer was paid. Both move the same money in the ledger.";

const cashIn = z
  .strictObject({
    operationType: z.literal("cash-in"),
    amount,
    phoneTo: phone.optional(),
    merchantToShortCode: shortCode.optional(),
    memo: memo.optional(),
  })
  .superRefine((body, ctx) => {
    const { phoneTo, merchantToShortCode } = body;
    if ((phoneTo === undefined) !== (merchantToShortCode === undefined)) return;
    const code = phoneTo === undefined ? "operations.destination-missing" : "operations.destination-both";
    const { message } = new DomainError(code);
    for (const path of ["phoneTo", "merchantToShortCode"]) {
      ctx.addIssue({ code: "custom", message, params: { code }, path: [path] });
    }
  })
  .meta({
    id: "CashIn",
    description: "Exactly one of `phoneTo` and `merchantToShortCode` is given.",
    oneOf: [{ required: ["phoneTo"] }, { required: ["merchantToShortCode"] }],
  });

const cashOut = z
  .strictObject({
    operationType: z.literal("cash-out-fulfillment"),
    amount,
    phoneFrom: phone,
    cashOutFulfillmentType: z.literal(
      "cash",
      'must be "cash"; a bank transfer is for a request from the cash-out queue',
    ),
    cashOutFulfillmentID: reference,
    memo: memo.optional(),
  })
  .meta({ id: "CashOutFulfillment", description: "Cash paid to a customer over the counter, against their wallet." });

/** Body of `POST …/operations`. A member that is null is absent. */
export const newOperation = z.discriminatedUnion("operationType", [cashIn, cashOut], {
  error: 'must be "cash-in" or "cash-out-fulfillment"',
});

/** Body of `POST …/operations`, read. */
export type NewOperation = z.infer<typeof newOperation>;

/** Body of `PUT …/cashouts/{operationID}`. */
export const fulfilment = z
  .strictObject({
    cashOutFulfillmentType: z
      .enum(FULFILMENT_TYPES, 'must be "cash" or "bank-transfer"')
      .meta({ description: settlement }),
    transactionID: reference.optional(),
    memo: memo.optional(),
  })
  .meta({ id: "Fulfillment", description: "How a request from the queue was fulfilled." });

/** What the contract calls each type that clients see. */
export const WIRE_NAMES = {
  "cash-in": "cash-in",
  "cash-out-fulfillment": "cash-out-fulfillment",
  "float-request": "top-up",
  "float-withdrawal": "float-withdrawal",
  reversal: "reversal",
} as const satisfies Record<WireType, string>;

/** Query of `GET …/operations`. */
export const operationsQuery = z
  .strictObject({
    limit,
    offset: offset.optional(),
    cursor: cursor.optional(),
    status: z
      .enum(STATUSES, `must be one of ${STATUSES.join(", ")}`)
      .optional()
      .meta({ description: "Only operations in this state." }),
    operationType: z
      .enum(WIRE_NAMES, `must be one of ${Object.values(WIRE_NAMES).join(", ")}`)
      .optional()
      .meta({ description: "Only operations of this type." }),
    phone: queryPhone.optional(),
    reference: referenceText.optional().meta({ description: "Only operations with this receipt or reference id." }),
    createdFrom: queryInstant.optional().meta({ description: "Only operations made at this instant or later." }),
    createdTo: queryInstant.optional().meta({ description: "Only operations made before this instant." }),
  })
  .refine((query) => query.cursor === undefined || query.offset === undefined, {
    message: "cursor and offset are two ways to page: send one of them",
    path: ["cursor"],
  });

/** Query of `GET …/operations`, read. */
export type OperationsQuery = z.infer<typeof operationsQuery>;

/** Query of `GET …/cashouts`. */
export const cashoutsQuery = z.strictObject({ limit, cursor: cursor.optional() });

/** Query of `GET …/recipients`: exactly one of the two. */
export const recipientsQuery = z
  .strictObject({ phone: queryPhone.optional(), shortCode: shortCode.optional() })
  .refine((query) => (query.phone === undefined) !== (query.shortCode === undefined), {
    message: "send either phone or shortCode",
    path: ["phone"],
  });

/** Where no query parameter is known. */
export const noQuery = z.strictObject({});

const operationId = z
  .string()
  .regex(/^op_/)
  .meta({ examples: ["op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"] });
const decimal = (description: string) => z.string().meta({ description, examples: ["50000.00"] });
const instant = (description: string) => z.iso.datetime().meta({ description });
const currency = z.string().meta({ description: "ISO 4217.", examples: ["NGN"] });
const toldPhone = (description: string) => z.string().meta({ description, examples: ["+2348050000001"] });

/** Reply of `GET …/balance`; `balance` may still be spent: posted minus held. */
export const balance = z
  .strictObject({
    balance: decimal("What may still be spent: `posted` less `held`."),
    currency,
    posted: decimal("What the float has in the ledger."),
    held: decimal("What is held for pending operations."),
  })
  .meta({ id: "Balance" });

/** An operation on the wire (contract: Operation object). */
export const operation = z
  .strictObject({
    operationID: operationId,
    distributorID: z.string().regex(/^dst_/),
    operationType: z.enum(WIRE_NAMES).meta({
      description:
        "Clients make the first two. People ask for the others in the portal: a `top-up` is float bought of the issuer, a `float-withdrawal` float given back to it, a `reversal` money of a cash-in or cash-out that goes back.",
    }),
    status: z.enum(STATUSES).meta({
      description:
        "`pending` until a person decides; then `completed`, `failed` (see `lastError`) or `rejected`. `cancelled`: its maker recalled it. `expired`: nobody decided in time.",
    }),
    amount: decimal("Always with all of the currency's decimals."),
    currency,
    phoneTo: toldPhone("Cash-in to a customer, or reversal of a cash-out: whose wallet it goes to.").optional(),
    merchantTo: z.string().optional().meta({ description: "Cash-in to a merchant: the merchant's id." }),
    merchantName: z.string().optional().meta({ description: "The merchant's name, also of a reversal." }),
    merchantShortCode: z
      .number()
      .int()
      .optional()
      .meta({ description: "The merchant's short code: a number here, a string in requests.", examples: [100000] }),
    phoneFrom: toldPhone("Cash-out, or reversal of a cash-in: whose wallet it comes from.").optional(),
    reversalOf: operationId.optional().meta({
      description: "Reversal: the operation whose money goes back, whole or in part.",
    }),
    memo: z.string().optional().meta({ description: "Of a reversal its reason." }),
    cashOutFulfillmentType: z.enum(FULFILMENT_TYPES).optional().meta({ description: settlement }),
    cashOutFulfillmentID: z.string().optional().meta({ description: "Receipt or reference id." }),
    consent: z.enum(CONSENT_STATES).optional().meta({
      description:
        "Cash-out over the counter: what the customer says to it. `awaited` for at most five minutes, in which nobody can approve it and nothing is held; `refused` makes it `rejected`, silence `expired`. Absent where nobody is asked.",
    }),
    walletOperationID: z
      .string()
      .regex(/^wo_/)
      .optional()
      .meta({ description: "The ledger's transfer, once executed." }),
    sequenceNumber: z
      .number()
      .int()
      .optional()
      .meta({ description: "Place in the distributor's order of execution, without gaps, once executed." }),
    blockchainID: z
      .string()
      .regex(/^tx_[0-9a-f]{64}$/)
      .optional()
      .meta({
        description: "Hash of the transfer in the tamper-evident ledger, once executed; anybody may look it up.",
      }),
    lastError: z.string().nullable().meta({ description: "Why it failed, for a person; null when it did not." }),
    createdAt: instant("RFC 3339, UTC."),
    updatedAt: instant("RFC 3339, UTC."),
  })
  .meta({ id: "Operation", description: "Absent members are left out." });

/** An operation on the wire. */
export type WireOperation = z.infer<typeof operation>;

const cashout = z
  .strictObject({
    cursor: z.string().meta({ description: "Where this request stands: the page after it begins here." }),
    operationID: operationId,
    type: z.literal("cash-out"),
    from: toldPhone("Whose wallet it comes from, and whom to pay."),
    amount: decimal("What to pay."),
    memo: z.string().optional(),
    createdAt: instant("When it was asked for: RFC 3339, UTC, to the microsecond."),
  })
  .meta({ id: "Cashout", description: "A customer's request for cash." });

/** Reply of `GET …/cashouts`, oldest first; `nextCursor` is empty at the end. */
export const cashouts = z
  .strictObject({
    items: z.array(cashout).meta({ description: "Oldest first." }),
    nextCursor: z.string().meta({ description: "The `cursor` of the next page; empty at the end." }),
    limit: z.number().int().meta({ description: "How many were asked for." }),
  })
  .meta({ id: "Cashouts" });

/** Reply of `POST …/operations` and `PUT …/cashouts/{operationID}`. */
export const created = z
  .strictObject({ operationID: operationId })
  .meta({ id: "Created", description: "The pending operation. Follow it with `GET …/operations/{operationID}`." });

/** Reply of `GET …/recipients`. */
export const recipient = z
  .strictObject({
    name: z.string().meta({ description: "Masked: two letters of each word.", examples: ["Ad••• Ob•••"] }),
    active: z.boolean().meta({ description: "Whether they can be paid at the moment." }),
  })
  .meta({ id: "Recipient" });
