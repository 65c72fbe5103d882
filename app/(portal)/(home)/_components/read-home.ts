import type { HomeView } from "@/components/operations/home-summary";
import { listExpiringKeys } from "@/lib/api-keys";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { readBalance, readBalances } from "@/lib/ledger";
import { countApprovals, listOperations, readDaySummary } from "@/lib/operations";
import { type Distributor, isFloatLow, listOwnAccounts, readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type SerialisedOperation, serialiseOperation } from "../../_components/serialise-operation";
import { daysTo } from "../../settings/api-keys/warning";
import type { EndingKey } from "./ending-keys";
import { readSetUp, type SetUp } from "./read-set-up";

const LATEST = 8;

/** Everything on the home page, read in one unit of work: the figures belong together. */
export async function readHome(ctx: Ctx): Promise<{
  view: HomeView;
  latest: SerialisedOperation[];
  canCreate: boolean;
  setUp: SetUp | null;
  endingKeys: readonly EndingKey[];
}> {
  const distributor = await readOwnDistributor(ctx);
  const float = await readBalance(ctx, distributor.floatAccountId);
  const counts = await countApprovals(ctx);
  const day = await readDaySummary(ctx, distributor);
  const latest = await listOperations(ctx, { filters: {}, limit: LATEST });
  const { currency } = distributor;
  const plain = (minor: bigint) => formatAmount(money(minor, currency));
  return {
    canCreate: isAllowed(ctx.principal, "operations.submit"),
    setUp: await readSetUp(ctx),
    endingKeys: await readEndingKeys(ctx),
    latest: latest.items.map((item) => serialiseOperation(ctx, item)),
    view: {
      currency,
      float: {
        available: formatAmount(float.available),
        held: formatAmount(float.held),
        posted: formatAmount(float.posted),
        low: isFloatLow(distributor, float.available.minor),
      },
      beside: await readBeside(ctx, distributor),
      waiting: isAllowed(ctx.principal, "operations.decide")
        ? {
            count: counts.needsMe,
            oldestAt: counts.oldestNeedsMe && toRfc3339(counts.oldestNeedsMe),
            total: counts.needsMeMinor === null ? null : plain(counts.needsMeMinor),
            more: counts.more,
          }
        : null,
      completed: { count: day.completed, cashIn: plain(day.inMinor), cashOut: plain(day.outMinor) },
      hours: day.hours.map(({ hour, inMinor, outMinor }) => ({
        hour,
        cashIn: plain(inMinor),
        cashOut: plain(outMinor),
      })),
    },
  };
}

async function readBeside(ctx: Ctx, { id, currency }: Distributor): Promise<HomeView["beside"]> {
  const beside = (await listOwnAccounts(ctx, id)).slice(1);
  if (beside.length === 0) return null;
  const balances = await readBalances(
    ctx,
    beside.map((account) => account.id),
  );
  const posted = [...balances.values()].reduce((sum, balance) => sum + balance.posted.minor, 0n);
  return { count: beside.length, posted: formatAmount(money(posted, currency)) };
}

async function readEndingKeys(ctx: Ctx): Promise<EndingKey[]> {
  const keys = await listExpiringKeys(ctx);
  return keys.map(({ id, label, expiresAt }) => ({
    id: showId("apiKey", id),
    label,
    daysLeft: daysTo(expiresAt, ctx.now),
  }));
}
