import { and, eq } from "drizzle-orm";
import { operationConsents } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { readOperation } from "./read-operation";

/** How many SMS a customer is sent about one operation; the database says the same (`consent_send`). */
const SENT_AT_MOST = 5;

/**
 * Has the customer of an operation asked once more, by another SMS. Says whether one is sent: not after five, nor once they have answered.
 * @throws DomainError `auth.forbidden`, `operations.not-found`
 */
export async function askConsentAgain(ctx: Ctx, operationId: Id<"operation">): Promise<{ readonly sent: boolean }> {
  authorize(ctx, "consents.answer");
  const { consent, status, expiresAt, organisationId } = await readOperation(ctx, operationId);
  const [asked] = await ctx.tx
    .select({ sends: operationConsents.sends })
    .from(operationConsents)
    .where(and(eq(operationConsents.issuerId, ctx.scope.issuerId), eq(operationConsents.operationId, operationId)));
  if (!asked) throw new DomainError("operations.not-found");
  const sent =
    consent?.state === "awaited" && status === "pending" && expiresAt > ctx.now && asked.sends < SENT_AT_MOST;
  if (sent) ctx.emit({ topic: "operation.consent-asked", payload: { operationId }, organisation: organisationId });
  return { sent };
}
