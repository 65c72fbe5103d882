import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { readDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { newConsentProof } from "./consent-proof";
import { readOperation } from "./read-operation";

/** What an SMS asks a customer: who wants to pay out how much, with the code and the token of the link. */
export type ConsentRequest = {
  readonly phone: E164;
  readonly distributor: string;
  readonly amount: Money;
  readonly code: string;
  readonly token: string;
};

/**
 * Makes a code and a link for the customer of an operation, to be sent once this unit has committed; those before are worth nothing any more. Null
 * where nobody is to be asked: they have answered, it has ended, or they were asked five times.
 * @throws DomainError `auth.forbidden`, `operations.not-found`
 */
export async function prepareConsent(ctx: Ctx, operationId: Id<"operation">): Promise<ConsentRequest | null> {
  authorize(ctx, "consents.send");
  const { amount, counterparty, organisationId } = await readOperation(ctx, operationId);
  const { code, token, codeHash, linkHash } = newConsentProof(operationId);
  const [kept] = (await ctx.tx.execute(
    sql`select consent_send(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${operationId}::uuid, ${codeHash}, ${linkHash}) as sent`,
  )) as unknown as { sent: boolean }[];
  if (!kept?.sent || !amount || counterparty.phone === null) return null;
  const { name } = await readDistributor(ctx, organisationId as Id<"distributor">);
  ctx.audit({
    action: "operation.consent-asked",
    subjectKind: "operation",
    subjectId: operationId,
    organisation: organisationId,
  });
  return { phone: counterparty.phone, distributor: name, amount, code, token };
}
