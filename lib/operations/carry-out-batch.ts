import { endLines, nextReadyLines, prepareBatch, type ReadyLine, takeBatch } from "@/lib/batches";
import type { BatchType } from "@/lib/kernel/batch-states";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { asksConsent, readDistributor } from "@/lib/organisations";
import { type Asked, type Asker, type BatchPrincipal, type Ctx, outcomesOf } from "@/lib/runtime";
import type { OperationInput } from "./registry";
import type { Submit } from "./submission";
import { submissions } from "./submit-operations";

/** Rows that become operations in one unit of work. */
const AT_ONCE = 250;

/**
 * The next step of a file that waits for the worker: it is read, its next rows are checked, or, once its maker has submitted it, its next rows become
 * operations of theirs. What a row became is written in the unit that made it, so that whoever goes on after a crash makes none twice.
 * @returns whether there was anything to do; another worker may have it
 * @throws DomainError the refusal of one among many that ends the whole set: to be repeated with `atMost` 1
 */
export async function carryOutBatch(ctx: Ctx, batchId: Id<"batch">, atMost = AT_ONCE): Promise<boolean> {
  const batch = await takeBatch(ctx, batchId);
  if (!batch) return false;
  if (batch.state !== "submitting") {
    await prepareBatch(ctx, batch);
    return true;
  }
  const distributor = await readDistributor(ctx, batch.organisationId as Id<"distributor">);
  const by = inNameOf(ctx, {
    kind: "batch",
    batchId,
    makerId: batch.makerId,
    issuerId: batch.issuerId,
    organisationId: distributor.id,
  });
  const lines = await nextReadyLines(ctx, batchId, atMost);
  const asked = lines.map((line) => ask(by, batch.type, line, distributor.currency));
  const outcomes =
    batch.type === "cash-out-fulfillment" && asksConsent(distributor)
      ? lines.map(() => ({ ok: false as const, error: new DomainError("batches.consent-asked") }))
      : await outcomesOf(submissions.work(ctx, asked));
  const left = await endLines(
    ctx,
    batchId,
    lines.map(({ line }, n) => {
      const outcome = outcomes[n];
      if (!outcome) throw new Error(`line ${line} had no outcome`);
      return outcome.ok ? { line, operation: outcome.value.operationId } : { line, refusal: outcome.error.code };
    }),
  );
  if (left === 0) {
    ctx.audit({ action: "batch.carried-out", subjectKind: "batch", subjectId: batchId, organisation: distributor.id });
  }
  return true;
}

function inNameOf({ requestId }: Ctx, principal: BatchPrincipal): Asker {
  return { principal, requestId, address: null };
}

function ask(
  by: Asker,
  type: BatchType,
  { line, phone, amountMinor, memo }: ReadyLine,
  currency: Currency,
): Asked<Submit> {
  const amount = money(amountMinor, currency);
  const input: OperationInput =
    type === "cash-in"
      ? { type, amount, to: { phone }, memo }
      : // What is paid out from a file is cash, without receipts: these are used up one by one.
        { type, from: { phone, amount }, fulfilmentType: "cash", reference: null, memo };
  return { by, input: { input, line, idempotency: null } };
}
