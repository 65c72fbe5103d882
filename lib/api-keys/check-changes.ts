import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { apiKeys, distributors, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Asker, SharedCtx } from "@/lib/runtime";
import { isRevealed } from "./key-rows";
import { stateOf } from "./key-state";
import { type AskedMandate, type heldMandate, inPayload, type Mandate } from "./mandate";

/** A key that is to do more: whose it is, and what it may do now. */
export type WiderKey = {
  readonly label: string;
  readonly madeBy: { readonly id: Id<"person">; readonly name: string };
  readonly before: z.infer<typeof heldMandate>;
};

/**
 * That somebody may have a key that does this: nobody grants what they may not do themselves.
 * @throws DomainError `api-keys.not-yours-to-grant`, `api-keys.keys-off`
 */
export async function checkNewKey(
  ctx: SharedCtx,
  distributorId: Id<"distributor">,
  { principal }: Asker,
  { permissions }: Pick<Mandate, "permissions">,
): Promise<void> {
  const isMaker = principal.kind === "user" && principal.roles.includes("maker");
  if (!isMaker && permissions.includes("perform-operations")) throw new DomainError("api-keys.not-yours-to-grant");
  await readSwitch(ctx, distributorId);
}

/**
 * A key that is to do more than it does.
 * @throws DomainError `api-keys.not-found`, `api-keys.ended`, `api-keys.nothing-wider`, and as {@link checkNewKey}
 */
export async function checkWiderKey(
  ctx: SharedCtx,
  distributorId: Id<"distributor">,
  asker: Asker,
  keyId: Id<"apiKey">,
  after: AskedMandate,
): Promise<WiderKey> {
  await checkNewKey(ctx, distributorId, asker, after);
  const [row] = await ctx.tx
    .select({ key: apiKeys, name: people.name, isRevealed: isRevealed() })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.madeBy))
    .where(
      and(eq(apiKeys.issuerId, ctx.scope.issuerId), eq(apiKeys.distributorId, distributorId), eq(apiKeys.id, keyId)),
    );
  if (!row) throw new DomainError("api-keys.not-found");
  const state = stateOf(row.key, row.isRevealed, ctx.now);
  if (state !== "active" && state !== "unrevealed") throw new DomainError("api-keys.ended");
  const [{ before, reach } = { before: null, reach: null }] = (await ctx.tx.execute(
    sql`select before, reach from api_key_reach(${ctx.scope.issuerId}::uuid, ${keyId}::uuid, ${JSON.stringify(inPayload(after))}::jsonb)`,
  )) as unknown as { before: WiderKey["before"] | null; reach: string | null }[];
  if (!before) throw new DomainError("api-keys.not-found");
  if (reach !== "wider") throw new DomainError("api-keys.nothing-wider");
  return { label: row.key.label, madeBy: { id: row.key.madeBy, name: row.name }, before };
}

/**
 * Since when a distributor's keys have been stopped, to the millisecond.
 * @throws DomainError `api-keys.not-stopped`, `api-keys.keys-off`
 */
export async function checkStart(ctx: SharedCtx, distributorId: Id<"distributor">): Promise<Date> {
  const stoppedAt = await readSwitch(ctx, distributorId);
  if (!stoppedAt) throw new DomainError("api-keys.not-stopped");
  return stoppedAt;
}

async function readSwitch(ctx: SharedCtx, distributorId: Id<"distributor">): Promise<Date | null> {
  const [row] = await ctx.tx
    .select({ off: distributors.featuresOff, stoppedAt: distributors.keysStoppedAt })
    .from(distributors)
    .where(and(eq(distributors.issuerId, ctx.scope.issuerId), eq(distributors.id, distributorId)));
  if (!row) throw new DomainError("organisations.distributor-not-found");
  if (row.off.includes("api-keys")) throw new DomainError("api-keys.keys-off");
  return row.stoppedAt;
}
