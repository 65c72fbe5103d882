import type { Oddity } from "@/components/operations/operation-view";
import { isDomainError } from "@/lib/kernel/errors";
import { readId, showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import {
  type ApprovalCounts,
  countApprovals,
  countBlocked,
  type DecisionView,
  findBlocked,
  findOddities,
  isOnHold,
  listApprovals,
  listDecisions,
  type OperationFilters,
  type OperationView,
} from "@/lib/operations";
import { type Organisation, readOrganisations, worksForIssuer } from "@/lib/organisations";
import { listDelegations } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";
import { serialiseOddities } from "../_components/serialise-oddities";
import { asBlocked, holdBack, type SerialisedOperation, serialiseOperation } from "../_components/serialise-operation";
import { type DetailView, readDetail } from "../operations/[id]/read-detail";
import { readCursor, showCursor } from "../operations/list-query";
import type { DeskQuery } from "./desk-query";

const PAGE = 50;

/** A decision as plain data. */
export type DecisionText = { readonly decision: DecisionView["decision"]; readonly by: string; readonly at: string };

/** A row of the desk; `decision` is the last one on it. */
export type DeskRow = {
  readonly operation: SerialisedOperation;
  /** The distributor whose request it is, for the issuer's staff; null where it is one's own. */
  readonly organisation: string | null;
  readonly decision: DecisionText | null;
  readonly oddities: readonly Oddity[];
};

/** Until when this person decides in somebody's place, or somebody in theirs; `until` is RFC 3339, its last moment. */
export type DeskDelegation = {
  readonly id: string;
  readonly whose: "mine" | "theirs";
  readonly name: string;
  readonly until: string;
};

/** The desk: the list of its tab, and the request that is shown beside it. */
export type DeskView = {
  readonly rows: readonly DeskRow[];
  readonly next: string | null;
  /** `blocked` among the newest that wait; `unjudged`: there are older ones that may be. */
  readonly counts: Pick<ApprovalCounts, "needsMe" | "waiting" | "more"> & {
    readonly blocked: number;
    readonly unjudged: boolean;
  };
  /** Who decides in whose place now, of those that this person is one of. */
  readonly delegations: readonly DeskDelegation[];
  /** The makers on this list, to narrow it by. */
  readonly makers: readonly { readonly id: string; readonly name: string }[];
  readonly shown: (DetailView & { readonly decision: DecisionText | null }) | null;
};

/**
 * The desk that an address names, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readDesk(ctx: Ctx, query: DeskQuery): Promise<DeskView> {
  const after = readCursor(query.after);
  const page = await listApprovals(ctx, {
    tab: query.tab,
    filters: filtersOf(query),
    limit: PAGE,
    ...(after ? { after } : {}),
  });
  const { needsMe, waiting, more } = await countApprovals(ctx);
  const nobodys = await countBlocked(ctx);
  const wanted = query.open ?? query.at;
  const shown = (wanted && (await readShown(ctx, wanted))) || (await readFirst(ctx, page.items));
  const shownId = shown && readId("operation", shown.operation.id);
  const oddities = await findOddities(
    ctx,
    page.items.filter(({ status }) => status === "pending"),
  );
  const blocked = await findBlocked(ctx, page.items);
  const decisions = await listDecisions(ctx, [
    ...page.items.filter(({ status }) => status !== "pending").map(({ id }) => id),
    ...(shownId ? [shownId] : []),
  ]);
  const distributors = await distributorsOf(ctx, page.items);
  return {
    rows: page.items.map((item) => {
      const distributor = distributors.get(item.organisationId);
      const held = distributor ? isOnHold(item, distributor) : false;
      return {
        operation: asBlocked(asOnTab(query, holdBack(serialiseOperation(ctx, item), held)), blocked.get(item.id)),
        organisation: distributor?.name ?? null,
        decision: textOf(decisions.get(item.id)),
        oddities: serialiseOddities(oddities.get(item.id)),
      };
    }),
    next: page.next && showCursor(page.next),
    counts: { needsMe, waiting, more, blocked: nobodys.count, unjudged: nobodys.more },
    delegations: await delegationsOf(ctx),
    makers: makersOf(page.items),
    shown: shown && { ...shown, decision: textOf(shownId ? decisions.get(shownId) : undefined) },
  };
}

async function delegationsOf(ctx: Ctx): Promise<DeskDelegation[]> {
  const { principal, now } = ctx;
  if (principal.kind !== "user") return [];
  const me = principal.personId;
  const running = (await listDelegations(ctx)).filter(({ startsAt }) => startsAt <= now);
  return running
    .filter(({ delegator, delegate }) => delegator.id === me || delegate.id === me)
    .map(({ id, delegator, delegate, endsAt }) => ({
      id: showId("delegation", id),
      whose: delegate.id === me ? ("theirs" as const) : ("mine" as const),
      name: delegate.id === me ? delegator.name : delegate.name,
      until: toRfc3339(new Date(endsAt.getTime() - 1)),
    }));
}

/** What waits on others is theirs to decide, whatever this person's roles. */
function asOnTab({ tab }: DeskQuery, operation: SerialisedOperation): SerialisedOperation {
  if (tab !== "waiting" || !operation.canDecide) return operation;
  return { ...operation, canDecide: false, whyNot: "others" };
}

/** The distributors whose requests are at the issuer's desk, by id. */
async function distributorsOf(
  ctx: Ctx,
  items: readonly OperationView[],
): Promise<Map<OperationView["organisationId"], Organisation>> {
  if (!worksForIssuer(ctx)) return new Map();
  const others = items.map(({ organisationId }) => organisationId).filter((id) => id !== ctx.scope.issuerId);
  return readOrganisations(ctx, [...new Set(others)]);
}

function filtersOf({ type, source, maker }: DeskQuery): OperationFilters {
  const makerId = maker ? readId("person", maker) : null;
  return { ...(type ? { types: [type] } : {}), ...(source ? { source } : {}), ...(makerId ? { makerId } : {}) };
}

/** An address that names what is not there (any more) shows the list and its first request, not an error. */
async function readShown(ctx: Ctx, id: string): Promise<DetailView | null> {
  try {
    return await readDetail(ctx, id, null);
  } catch (error) {
    if (isDomainError(error) && error.code === "operations.not-found") return null;
    throw error;
  }
}

async function readFirst(ctx: Ctx, items: readonly OperationView[]): Promise<DetailView | null> {
  const [first] = items;
  return first ? readDetail(ctx, showId("operation", first.id), null) : null;
}

function makersOf(items: readonly OperationView[]): { id: string; name: string }[] {
  const names = new Map(items.map(({ maker }) => [showId("person", maker.id), maker.name]));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

function textOf(decision: DecisionView | undefined): DecisionText | null {
  return decision ? { decision: decision.decision, by: decision.by, at: toRfc3339(decision.at) } : null;
}
