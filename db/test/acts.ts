import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { type DecidedOperation, decideOperation, readOperation, submitOperation } from "@/lib/operations";
import { type Caller, hashRequest, type IdempotentRequest } from "@/lib/runtime";
import type { World } from "./world";

/** A cash-in of NGN minor units to a customer's phone or a merchant's short code. */
export const cashIn = (
  minor: bigint,
  to: E164 | { shortCode: string },
  idempotency: IdempotentRequest | null = null,
) => {
  const recipient = typeof to === "string" ? { phone: to } : to;
  return {
    input: { type: "cash-in", amount: money(minor, "NGN"), to: recipient, memo: null },
    idempotency,
  } as const;
};

/** A cash-out: of NGN minor units from a customer's phone, or for a request that waits in the queue. */
export const cashOut = (
  from: { phone: E164; minor: bigint } | { withdrawal: Id<"withdrawal"> },
  reference: string | null = null,
  idempotency: IdempotentRequest | null = null,
) => {
  const source = "withdrawal" in from ? from : { phone: from.phone, amount: money(from.minor, "NGN") };
  return {
    input: { type: "cash-out-fulfillment", from: source, fulfilmentType: "cash", reference, memo: null },
    idempotency,
  } as const;
};

/** A reversal of NGN minor units of a completed operation. */
export const reversalOf = (of: Id<"operation">, minor: bigint, idempotency: IdempotentRequest | null = null) =>
  ({
    input: { type: "reversal", of, amount: money(minor, "NGN"), reason: "Wrong customer" },
    idempotency,
  }) as const;

/** A request of a distributor that names an idempotency key; `body` is all that makes it the same request. */
export const keyed = (organisation: Id<"distributor">, key: string, body: Record<string, unknown> = {}) =>
  ({ surface: "api", key, requestHash: hashRequest(body), organisation }) as const;

/** The code of a refusal, or `accepted`; anything else that is thrown is passed on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
  return "accepted";
}

/** Submits one operation and returns its id. */
export async function submit(
  world: World,
  by: Caller,
  request: Parameters<typeof submitOperation>[1],
): Promise<Id<"operation">> {
  return (await world.as(by, (ctx) => submitOperation(ctx, request))).operationId;
}

/** Reads an operation as somebody and decides on exactly what they saw. */
export async function decide(
  world: World,
  by: Caller,
  operationId: Id<"operation">,
  decision: "approve" | "reject" = "approve",
): Promise<DecidedOperation> {
  const { revision, digest } = await world.as(by, (ctx) => readOperation(ctx, operationId));
  const comment = decision === "reject" ? "Wrong amount" : null;
  return world.as(by, (ctx) => decideOperation(ctx, { operationId, revision, digest, decision, comment }));
}

/** How many times each text occurs. */
export function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
