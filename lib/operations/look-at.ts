import { and, eq, gt, ne, sql } from "drizzle-orm";
import { operationLooks, operations, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/** Somebody whose page has not told for so long (seconds) that they look has gone. An open page tells every `LOOK_EVERY_SECONDS`. */
const GONE_AFTER_SECONDS = 25;

/**
 * Says that this person has a request before their eyes now, and who else has: two who work at one desk see that they are about to do the same.
 * It claims nothing; of two who decide one wins, as ever.
 * @throws DomainError `auth.forbidden`, `operations.not-found`
 */
export async function lookAt(
  ctx: Ctx,
  { operationId }: { readonly operationId: Id<"operation"> },
): Promise<{ readonly others: readonly string[] }> {
  authorize(ctx, "operations.read");
  const { principal, scope } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const isIt = and(eq(operations.issuerId, scope.issuerId), eq(operations.id, operationId));
  const [operation] = await ctx.tx.select({ organisationId: operations.organisationId }).from(operations).where(isIt);
  if (!operation) throw new DomainError("operations.not-found");
  await ctx.tx
    .insert(operationLooks)
    .values({
      issuerId: scope.issuerId,
      operationId,
      personId: principal.personId,
      organisationId: operation.organisationId,
      seenAt: sql`now()`,
      unitId: ctx.unitId,
    })
    .onConflictDoUpdate({
      target: [operationLooks.issuerId, operationLooks.operationId, operationLooks.personId],
      set: { seenAt: sql`now()`, unitId: ctx.unitId },
    });
  const others = await ctx.tx
    .select({ name: people.name })
    .from(operationLooks)
    .innerJoin(people, eq(people.id, operationLooks.personId))
    .where(
      and(
        eq(operationLooks.issuerId, scope.issuerId),
        eq(operationLooks.operationId, operationId),
        ne(operationLooks.personId, principal.personId),
        gt(operationLooks.seenAt, sql`now() - make_interval(secs => ${GONE_AFTER_SECONDS})`),
      ),
    )
    .orderBy(people.name);
  return { others: others.map(({ name }) => name) };
}
