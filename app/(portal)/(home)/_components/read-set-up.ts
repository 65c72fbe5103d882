import { readBalance } from "@/lib/ledger";
import { readOwnDistributor } from "@/lib/organisations";
import { listPeople } from "@/lib/people";
import { type Ctx, isAllowed } from "@/lib/runtime";

/** How far a new distributor has come, for its admins. `people` counts those who work here or are invited. */
export type SetUp = { readonly key: string; readonly hasSecond: boolean; readonly hasFloat: boolean };

const NEW_FOR_DAYS = 30;

/**
 * What a new distributor's admin has still to do; null for others, and once the distributor is no longer new.
 * @throws DomainError `auth.forbidden`
 */
export async function readSetUp(ctx: Ctx): Promise<SetUp | null> {
  if (!isAllowed(ctx.principal, "people.change")) return null;
  const { id, createdAt, floatAccountId } = await readOwnDistributor(ctx);
  const people = await listPeople(ctx, {});
  const { posted } = await readBalance(ctx, floatAccountId);
  const state = {
    key: id,
    hasSecond: people.filter(({ status }) => status === "active" || status === "invited").length > 1,
    hasFloat: posted.minor > 0n,
  };
  const isNew = ctx.now.getTime() - createdAt.getTime() < NEW_FOR_DAYS * 24 * 3_600_000;
  return isNew || !state.hasSecond || !state.hasFloat ? state : null;
}
