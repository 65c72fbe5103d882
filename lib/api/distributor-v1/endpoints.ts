import { type AnyEndpoint, endpoint } from "@/lib/api/contract";
import type { Id } from "@/lib/kernel/ids";
import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { readFloatBalance } from "@/lib/ledger";
import { listOperations, readOperation, submissions } from "@/lib/operations";
import { runTogether } from "@/lib/runtime";
import { findRecipient, listWithdrawals } from "@/lib/wallets";
import { checkPosition, showCursor } from "./cursors";
import { EXAMPLES } from "./examples";
import { maskName, toCashout, toFilters, toInput, toOperation } from "./mappers";
import { ASKING, MAKING, READING } from "./refusals";
import {
  balance,
  cashouts,
  cashoutsQuery,
  created,
  fulfilment,
  newOperation,
  noQuery,
  operation,
  operationsQuery,
  recipient,
  recipientsQuery,
} from "./schemas";

const DISTRIBUTOR = "/api/v1/distributors/{distributorID}";

const getBalance = endpoint({
  operationId: "getBalance",
  method: "GET",
  path: `${DISTRIBUTOR}/balance`,
  tag: "Float",
  summary: "What the float has",
  description: "`balance` may still be spent: what is posted less what is held for pending operations.",
  permission: "balance.read",
  params: {},
  query: noQuery,
  body: null,
  reply: balance,
  examples: EXAMPLES.getBalance,
  errors: [],
  read: async (key) => {
    const { available, posted, held } = await readFloatBalance(key);
    return {
      body: {
        balance: formatAmount(available),
        currency: available.currency,
        posted: formatAmount(posted),
        held: formatAmount(held),
      },
    };
  },
});

const getOperations = endpoint({
  operationId: "listOperations",
  method: "GET",
  path: `${DISTRIBUTOR}/operations`,
  tag: "Operations",
  summary: "Operations, newest first",
  description: 'A bare array. Where there is more, the `Link` header names the next page (`rel="next"`).',
  permission: "operations.read",
  params: {},
  query: operationsQuery,
  body: null,
  reply: operation.array(),
  examples: EXAMPLES.listOperations,
  links: true,
  errors: [...READING, "phone.malformed"],
  handle: async (ctx, { query, path }) => {
    const { limit, offset, cursor } = query;
    if (cursor) checkPosition(cursor, ctx.now);
    const page = await listOperations(ctx, {
      filters: toFilters(query),
      limit,
      ...(offset === undefined ? {} : { offset }),
      ...(cursor ? { after: { createdAt: cursor.createdAt, id: cursor.id as Id<"operation"> } } : {}),
    });
    const body = page.items.map(toOperation);
    if (!page.next) return { body };
    const { status, operationType, phone, reference, createdFrom, createdTo } = query;
    const kept = { status, operationType, phone, reference, createdFrom, createdTo };
    const next = new URLSearchParams({ limit: String(limit), cursor: showCursor(page.next) });
    for (const [name, value] of Object.entries(kept)) {
      if (value !== undefined) next.set(name, value instanceof Date ? value.toISOString() : value);
    }
    return { body, headers: { link: `<${path}?${next}>; rel="next"` } };
  },
});

const getOperation = endpoint({
  operationId: "getOperation",
  method: "GET",
  path: `${DISTRIBUTOR}/operations/{operationID}`,
  tag: "Operations",
  summary: "One operation",
  description: "Ask again until `status` is an end: once a minute is plenty while people decide.",
  permission: "operations.read",
  params: { operationID: { kind: "operation", otherwise: "operations.not-found" } },
  query: noQuery,
  body: null,
  reply: operation,
  examples: EXAMPLES.getOperation,
  errors: ["operations.not-found"],
  handle: async (ctx, { ids }) => ({ body: toOperation(await readOperation(ctx, ids.operationID as Id<"operation">)) }),
});

const postOperation = endpoint({
  operationId: "createOperation",
  method: "POST",
  path: `${DISTRIBUTOR}/operations`,
  tag: "Operations",
  summary: "Ask for a cash-in or a cash-out",
  description:
    "The operation is pending until a person with the checker role approves it in the portal; no endpoint approves. Its money is held meanwhile.",
  permission: "operations.submit",
  params: {},
  query: noQuery,
  body: newOperation,
  reply: created,
  examples: EXAMPLES.createOperation,
  errors: [...ASKING, ...MAKING],
  tries: { action: "operation.submit" },
  serve: async (caller, request, { body, idempotency }) =>
    toCreated(
      await runTogether(submissions, caller, request, ({ currency }) => ({
        input: toInput(body, currency),
        idempotency,
      })),
    ),
});

const getCashouts = endpoint({
  operationId: "listCashouts",
  method: "GET",
  path: `${DISTRIBUTOR}/cashouts`,
  tag: "Cash-out queue",
  summary: "The cash-out queue, oldest first",
  description:
    "What customers have asked for and nobody has fulfilled yet. The same for all distributors of an issuer.",
  permission: "withdrawals.read",
  params: {},
  query: cashoutsQuery,
  body: null,
  reply: cashouts,
  examples: EXAMPLES.listCashouts,
  errors: READING,
  handle: async (ctx, { query: { limit, cursor } }) => {
    if (cursor) checkPosition(cursor, ctx.now);
    const after = cursor ? { after: { createdAt: cursor.createdAt, id: cursor.id as Id<"withdrawal"> } } : {};
    const page = await listWithdrawals(ctx, { limit, ...after });
    return { body: { items: page.items.map(toCashout), nextCursor: page.next ? showCursor(page.next) : "", limit } };
  },
});

const putCashout = endpoint({
  operationId: "fulfilCashout",
  method: "PUT",
  path: `${DISTRIBUTOR}/cashouts/{operationID}`,
  tag: "Cash-out queue",
  summary: "Fulfil a request from the cash-out queue",
  description:
    "Creates a pending fulfilment for the request. Whoever asks first has it; a checker approves it in the portal.",
  permission: "operations.submit",
  params: { operationID: { kind: "withdrawal", otherwise: "wallets.withdrawal-not-found" } },
  query: noQuery,
  body: fulfilment,
  reply: created,
  examples: EXAMPLES.fulfilCashout,
  errors: ["wallets.withdrawal-not-found", "wallets.withdrawal-taken", "wallets.withdrawal-cancelled", ...MAKING],
  tries: { action: "operation.submit" },
  serve: async (caller, request, { ids, body, idempotency }) =>
    toCreated(
      await runTogether(submissions, caller, request, {
        input: {
          type: "cash-out-fulfillment",
          from: { withdrawal: ids.operationID as Id<"withdrawal"> },
          fulfilmentType: body.cashOutFulfillmentType,
          reference: body.transactionID ?? null,
          memo: body.memo ?? null,
        },
        idempotency,
      }),
    ),
});

const getRecipient = endpoint({
  operationId: "findRecipient",
  method: "GET",
  path: `${DISTRIBUTOR}/recipients`,
  tag: "Recipients",
  summary: "The name behind a phone or a short code, masked",
  description: "Exactly one of `phone` and `shortCode` is given. Show the name before money is sent.",
  permission: "recipients.read",
  params: {},
  query: recipientsQuery,
  body: null,
  reply: recipient,
  examples: EXAMPLES.findRecipient,
  errors: ["phone.malformed", "wallets.unknown-phone", "wallets.unknown-short-code"],
  notFound: ["wallets.unknown-phone", "wallets.unknown-short-code"],
  handle: async (ctx, { query }) => {
    const found = await findRecipient(ctx, query.phone ? { phone: query.phone } : { shortCode: query.shortCode ?? "" });
    return { body: { name: maskName(found.name), active: found.active } };
  },
});

function toCreated(made: { readonly operationId: Id<"operation">; readonly replayed: boolean }) {
  const body = { operationID: showId("operation", made.operationId) };
  return made.replayed ? { body, headers: { "idempotent-replayed": "true" } } : { body };
}

/** Every endpoint of the Distributor API v1. */
export const ENDPOINTS: readonly AnyEndpoint[] = [
  getBalance,
  getOperations,
  postOperation,
  getOperation,
  getCashouts,
  putCashout,
  getRecipient,
];
