import { z } from "zod";
import { parsedText } from "@/lib/api/read-input";
import { DomainError } from "@/lib/kernel/errors";
import { parsePhone } from "@/lib/kernel/phone";
import { FULFILMENT_TYPES, memoText, referenceText, shortCodeText, WIRE_TYPES } from "@/lib/operations/schemas";
import { STATUSES } from "@/lib/operations/states";
import { cursor, limit, offset, queryInstant, queryPhone } from "./query-parts";

const amount = z
  .string('must be a decimal in quotes, for example "5000.00"')
  .meta({ description: "Exact decimal, more than zero, at most the currency's decimals.", examples: ["5000.00"] });
const phone = parsedText(parsePhone).meta({
  description: "International form; spaces, dashes and dots between digits are ignored.",
  examples: ["+234 812 345 6781"],
});
// Tills send an empty memo where nothing was typed.
const memo = z
  .union([z.literal(""), memoText], "must be a text of at most 140 characters, without control or invisible characters")
  .transform((text) => text || undefined)
  .meta({ type: "string", maxLength: 140 });
const reference = referenceText.meta({ description: "Receipt or reference id; unique per distributor." });

const cashIn = z
  .strictObject({
    operationType: z.literal("cash-in"),
    amount,
    phoneTo: phone.optional(),
    merchantToShortCode: shortCodeText.optional(),
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
  .meta({ id: "CashIn", description: "Exactly one of `phoneTo` and `merchantToShortCode` is given." });

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
  .meta({ id: "CashOutFulfillment" });

/** Body of `POST …/operations`. A member that is null is absent. */
export const newOperation = z.discriminatedUnion("operationType", [cashIn, cashOut], {
  error: `must be ${WIRE_TYPES.map((type) => `"${type}"`).join(" or ")}`,
});

/** Body of `POST …/operations`, read. */
export type NewOperation = z.infer<typeof newOperation>;

/** Body of `PUT …/cashouts/{operationID}`. */
export const fulfilment = z
  .strictObject({
    cashOutFulfillmentType: z.enum(FULFILMENT_TYPES, 'must be "cash" or "bank-transfer"'),
    transactionID: reference.optional(),
    memo: memo.optional(),
  })
  .meta({ id: "Fulfillment" });

/** Query of `GET …/operations`. */
export const operationsQuery = z
  .strictObject({
    limit,
    offset: offset.optional(),
    cursor: cursor.optional(),
    status: z.enum(STATUSES, `must be one of ${STATUSES.join(", ")}`).optional(),
    operationType: z.enum(WIRE_TYPES, `must be one of ${WIRE_TYPES.join(", ")}`).optional(),
    phone: queryPhone.optional(),
    reference: referenceText.optional(),
    createdFrom: queryInstant.optional(),
    createdTo: queryInstant.optional(),
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
  .strictObject({ phone: queryPhone.optional(), shortCode: shortCodeText.optional() })
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
const decimal = z.string().meta({ examples: ["50000.00"] });
const instant = z.iso.datetime();

/** Reply of `GET …/balance`; `balance` may still be spent: posted minus held. */
export const balance = z
  .strictObject({ balance: decimal, currency: z.string(), posted: decimal, held: decimal })
  .meta({ id: "Balance" });

/** An operation on the wire (contract: Operation object). */
export const operation = z
  .strictObject({
    operationID: operationId,
    distributorID: z.string().regex(/^dst_/),
    operationType: z.enum(WIRE_TYPES),
    status: z.enum(STATUSES),
    amount: decimal,
    currency: z.string(),
    phoneTo: z.string().optional(),
    merchantTo: z.string().optional(),
    merchantName: z.string().optional(),
    merchantShortCode: z.number().int().optional(),
    phoneFrom: z.string().optional(),
    memo: z.string().optional(),
    cashOutFulfillmentType: z.enum(FULFILMENT_TYPES).optional(),
    cashOutFulfillmentID: z.string().optional(),
    walletOperationID: z.string().regex(/^wo_/).optional(),
    sequenceNumber: z.number().int().optional(),
    blockchainID: z
      .string()
      .regex(/^tx_[0-9a-f]{64}$/)
      .optional(),
    lastError: z.string().nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Operation", description: "Absent members are left out." });

/** An operation on the wire. */
export type WireOperation = z.infer<typeof operation>;

/** Reply of `GET …/cashouts`, oldest first; `nextCursor` is empty at the end. */
export const cashouts = z
  .strictObject({
    items: z.array(
      z.strictObject({
        cursor: z.string(),
        operationID: operationId,
        type: z.literal("cash-out"),
        from: z.string(),
        amount: decimal,
        memo: z.string().optional(),
        createdAt: instant,
      }),
    ),
    nextCursor: z.string(),
    limit: z.number().int(),
  })
  .meta({ id: "Cashouts" });

/** Reply of `POST …/operations` and `PUT …/cashouts/{operationID}`. */
export const created = z.strictObject({ operationID: operationId }).meta({ id: "Created" });

/** Reply of `GET …/recipients`. */
export const recipient = z.strictObject({ name: z.string(), active: z.boolean() }).meta({ id: "Recipient" });
