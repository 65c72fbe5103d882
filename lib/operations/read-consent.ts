import { and, eq } from "drizzle-orm";
import { operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import { readDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import type { ConsentState, Status } from "./states";
import { selectOperations, toView } from "./view";

/** What a customer is asked, for their own eyes. `until`: when it is too late. */
export type ConsentQuestion = {
  readonly distributor: string;
  readonly amount: Money;
  readonly reference: string | null;
  readonly consent: ConsentState;
  readonly status: Status;
  readonly until: Date;
  readonly failure: string | null;
};

/**
 * The question that an operation puts to its customer, who came by their link.
 * @throws DomainError `auth.forbidden`, `operations.not-found`
 */
export async function readConsent(ctx: Ctx, operationId: Id<"operation">): Promise<ConsentQuestion> {
  authorize(ctx, "consents.read");
  const { principal } = ctx;
  if (principal.kind !== "customer") throw new DomainError("auth.forbidden");
  const [row] = await selectOperations(ctx).where(
    and(
      eq(operations.issuerId, ctx.scope.issuerId),
      eq(operations.id, operationId),
      eq(operations.counterpartyId, principal.customerId),
    ),
  );
  const view = row && toView(row);
  if (!view?.consent || !view.amount) throw new DomainError("operations.not-found");
  const { amount, consent, organisationId, reference, status, expiresAt, failure } = view;
  const { name } = await readDistributor(ctx, organisationId as Id<"distributor">);
  return { distributor: name, amount, reference, consent: consent.state, status, until: expiresAt, failure };
}
