import { hasKey } from "@/lib/api-keys";
import { readBalance } from "@/lib/ledger";
import { readOwnDistributor } from "@/lib/organisations";
import { countPeople } from "@/lib/people";
import { type Ctx, isAllowed } from "@/lib/runtime";

/** How far a new distributor has come, for its admins: its steps, in order, and whether each is done. */
export type SetUp = {
  readonly key: string;
  readonly steps: readonly { readonly name: "people" | "float" | "keys"; readonly isDone: boolean }[];
};

const NEW_FOR_DAYS = 30;

/**
 * What a new distributor's admin has still to do; null for others, and once the distributor is no longer new. Whoever was told that they work
 * without keys is not asked to make one, and a distributor that works without any is no new one for ever.
 * @throws DomainError `auth.forbidden`
 */
export async function readSetUp(ctx: Ctx): Promise<SetUp | null> {
  if (!isAllowed(ctx.principal, "people.change")) return null;
  const { id, createdAt, floatAccountId, featuresOff } = await readOwnDistributor(ctx);
  const { working } = await countPeople(ctx, {});
  const { posted } = await readBalance(ctx, floatAccountId);
  const needed = [
    { name: "people", isDone: working > 1 },
    { name: "float", isDone: posted.minor > 0n },
  ] as const;
  const isNew = ctx.now.getTime() - createdAt.getTime() < NEW_FOR_DAYS * 24 * 3_600_000;
  if (!isNew && needed.every(({ isDone }) => isDone)) return null;
  if (featuresOff.includes("api-keys")) return { key: id, steps: needed };
  return { key: id, steps: [...needed, { name: "keys", isDone: await hasKey(ctx, id) }] };
}
