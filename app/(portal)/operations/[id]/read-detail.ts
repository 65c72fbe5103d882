import type { EffectView, JournalLine, Oddity } from "@/components/operations/operation-view";
import { findRequestOf } from "@/lib/api-requests";
import { readBatch } from "@/lib/batches";
import { amountInWords } from "@/lib/kernel/amount-words";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, readId, showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Journal, readJournal } from "@/lib/ledger";
import {
  type Blocked,
  findBlocked,
  findOddities,
  hasApproved,
  isInTimeToReverse,
  isOnHold,
  type ListPosition,
  listApprovals,
  listOperations,
  listReversals,
  listRevisions,
  type OperationView,
  type RevisionView,
  readOperation,
  readTimeline,
  type TimelineEvent,
} from "@/lib/operations";
import { noteLook, type Organisation, readOrganisations, worksForIssuer } from "@/lib/organisations";
import { listDelegations, readControl } from "@/lib/people";
import { type Ctx, isAllowed, type Role } from "@/lib/runtime";
import { serialiseOddities } from "../../_components/serialise-oddities";
import {
  asApproved,
  asBlocked,
  holdBack,
  type SerialisedOperation,
  serialiseCounterparty,
  serialiseMoney,
  serialiseOperation,
} from "../../_components/serialise-operation";
import { LOOK_THROUGH, readOwn, toFilters, type Whose } from "../list-filters";
import type { ListQuery } from "../list-query";
import { readEffect } from "./read-effect";

/** The posted transfer as the page shows it. `float` and `wallet` are signed plain decimals, hashes 64 hex digits. */
export type JournalView = {
  /** `own` is the name of an account beside the float, where it is one. */
  readonly lines: readonly (Pick<JournalLine, "amount"> & {
    readonly account: "float" | "wallet";
    readonly own: string | null;
  })[];
  readonly sequenceNumber: string;
  readonly hash: string;
  readonly prevHash: string;
  readonly postedAt: string;
};

/** What an operation said until `until`, as this person may see it. */
export type EarlierVersion = {
  readonly revision: number;
  readonly money: SerialisedOperation["money"];
  readonly counterparty: SerialisedOperation["counterparty"];
  readonly memo: string | null;
  readonly until: string;
};

/** How an operation came through the API, and where the request stands. */
export type RequestOfOperation = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly href: string;
};

/** A place to unblock a request: where roles are given and people invited, or where the policy is changed. */
export type Unblock = { readonly to: "people" | "policy"; readonly href: string };

/** A file as one of its operations names it; `line` as a spreadsheet numbers it. */
export type FileOfOperation = { readonly name: string; readonly line: number; readonly href: string };

/** One operation with all that belongs to it. `newer` and `older` are its neighbours in the list it was opened from, shown ids. */
export type DetailView = {
  readonly operation: SerialisedOperation;
  /** The distributor whose it is, for the issuer's staff; null where it is one's own. */
  readonly organisation: string | null;
  /** Where people may do something about what nobody could complete; none where nothing is blocked. */
  readonly unblock: readonly Unblock[];
  /** In whose place this person would decide on it; null where it is their own right, or none. */
  readonly inPlaceOf: string | null;
  /** Of the organisation whose it is. */
  readonly currency: Currency;
  readonly words: string;
  readonly events: readonly TimelineEvent[];
  readonly journal: JournalView | null;
  readonly effect: readonly EffectView[];
  /** Only while it waits: afterwards they are nobody's business. */
  readonly oddities: readonly Oddity[];
  readonly newer: string | null;
  readonly older: string | null;
  /** The request of a key that made it, while the log has it; null for one made on screen, and for the issuer's staff. */
  readonly request: RequestOfOperation | null;
  /** The file that it was made from; null for one of none, and for the issuer's staff, who have no files. */
  readonly file: FileOfOperation | null;
  /** What was reversed of it, oldest first; of a reversal what it is of. */
  readonly reversals: readonly SerialisedOperation[];
  readonly original: SerialisedOperation | null;
  /** Something of it is left that this person may ask to be reversed. */
  readonly canReverse: boolean;
  /** What it said before its maker changed it, oldest first. */
  readonly earlier: readonly EarlierVersion[];
  /** The phone to fill in for another cash-in to the same person; null where this person makes none. */
  readonly againTo: string | null;
};

/**
 * The operation that an address names, in one unit of work. `query` is the list it was opened from, null for none: no neighbours; `whose`
 * operations that list shows, one's own by default. That somebody of the issuer looks at a distributor's is noted in its audit.
 * @throws DomainError `operations.not-found` for another tenant's, for none, and for what is no id; `auth.forbidden`
 */
export async function readDetail(
  ctx: Ctx,
  shownId: string,
  query: ListQuery | null,
  whose?: Whose,
): Promise<DetailView> {
  const id = readId("operation", shownId);
  if (!id) throw new DomainError("operations.not-found");
  const operation = await readOperation(ctx, id);
  const organisation = await organisationOf(ctx, operation);
  // Under another distributor's address it is not there.
  if (whose?.organisation && whose.organisation !== organisation.id) throw new DomainError("operations.not-found");
  const isOthers = worksForIssuer(ctx) && organisation.kind === "distributor";
  if (isOthers) await noteLook(ctx, organisation.id, "operation");
  const pending = operation.status === "pending";
  const blocked = (await findBlocked(ctx, [operation])).get(id);
  const shown = asBlocked(await atDesk(ctx, operation, organisation), blocked);
  const journal = operation.transfer && (await readJournal(ctx, operation.transfer.id));
  return {
    operation: shown,
    organisation: isOthers ? organisation.name : null,
    unblock: blocked ? waysOut(ctx, blocked, organisation) : [],
    inPlaceOf: shown.canDecide ? await inWhosePlace(ctx, operation) : null,
    currency: organisation.currency,
    words: operation.amount ? amountInWords(operation.amount) : "",
    events: await readTimeline(ctx, id),
    journal: journal && toJournal(journal, operation, organisation),
    effect: pending ? await readEffect(ctx, operation, organisation) : [],
    oddities: pending ? serialiseOddities((await findOddities(ctx, [operation])).get(id)) : [],
    ...(query
      ? await neighboursOf(ctx, operation, query, whose ?? (await readOwn(ctx)))
      : { newer: null, older: null }),
    earlier: operation.revision > 1 ? (await listRevisions(ctx, id)).map((said) => toEarlier(ctx, said)) : [],
    request: operation.source === "api" && !worksForIssuer(ctx) ? await requestOf(ctx, id) : null,
    file: await fileOf(ctx, operation),
    reversals: operation.reversed ? (await listReversals(ctx, id)).map((view) => serialiseOperation(ctx, view)) : [],
    original: operation.reversalOf && serialiseOperation(ctx, await readOperation(ctx, operation.reversalOf)),
    canReverse:
      isAllowed(ctx.principal, "operations.reverse") &&
      typeof shown.reversed?.left === "string" &&
      isInTimeToReverse(operation, ctx.now),
    againTo: isAllowed(ctx.principal, "operations.submit") ? operation.counterparty.phone : null,
  };
}

async function organisationOf(ctx: Ctx, { organisationId }: OperationView): Promise<Organisation> {
  const organisation = (await readOrganisations(ctx, [organisationId])).get(organisationId);
  if (!organisation) throw new DomainError("operations.not-found");
  return organisation;
}

/** What may be done with it as the desk says: whether it waits for this person depends on who else there is to decide. */
async function atDesk(ctx: Ctx, view: OperationView, whose: Organisation): Promise<SerialisedOperation> {
  const operation = holdBack(serialiseOperation(ctx, view), isOnHold(view, whose));
  if (operation.whyNot !== "suspended" && (await hasApproved(ctx, view))) return asApproved(operation);
  if (!operation.canDecide) return operation;
  const mine = await listApprovals(ctx, { tab: "needs-me", filters: { id: view.id }, limit: 1 });
  if (mine.items.length > 0) return operation;
  const { principal } = ctx;
  if (principal.kind === "user" && view.counterparty.id === principal.personId)
    return { ...operation, canDecide: false, whyNot: "about-me" };
  const until = await readControl(ctx, view.maker.id);
  return until
    ? { ...operation, canDecide: false, whyNot: "controlled", controlledUntil: toRfc3339(until) }
    : { ...operation, canDecide: false, whyNot: "others" };
}

async function inWhosePlace(
  ctx: Ctx,
  { organisationId, asks, maker, counterparty }: OperationView,
): Promise<string | null> {
  const { principal } = ctx;
  if (principal.kind !== "user" || !principal.standsFor?.length) return null;
  const needed: readonly Role[] = principal.organisationId === organisationId ? asks.roles : ["checker"];
  const has = (roles: readonly Role[]) => roles.some((role) => needed.includes(role));
  if (has(principal.roles)) return null;
  const other = principal.standsFor.find(
    ({ personId, roles }) => has(roles) && personId !== maker.id && personId !== counterparty.id,
  );
  const found = (await listDelegations(ctx)).find(({ delegator }) => delegator.id === other?.personId);
  return found?.delegator.name ?? null;
}

function waysOut(ctx: Ctx, { reason }: Blocked, whose: Organisation): Unblock[] {
  const own = !worksForIssuer(ctx) || whose.kind === "issuer";
  if (!own && reason !== "issuers")
    return [
      { to: "people", href: `/issuer/distributors/${showId("distributor", whose.id as Id<"distributor">)}/people` },
    ];
  if (reason === "issuers" && !worksForIssuer(ctx)) return [];
  const people = { to: "people", href: "/people" } as const;
  return reason === "people" && whose.kind === "distributor"
    ? [people, { to: "policy", href: "/settings/policies" }]
    : [people];
}

async function requestOf(ctx: Ctx, operationId: OperationView["id"]): Promise<RequestOfOperation | null> {
  const found = await findRequestOf(ctx, { operationId });
  if (!found) return null;
  const { method, path, status, keyId, requestId } = found;
  return { method, path, status, href: `/settings/api-keys/${showId("apiKey", keyId)}/requests/${requestId}` };
}

async function fileOf(ctx: Ctx, { file }: OperationView): Promise<FileOfOperation | null> {
  if (!file || worksForIssuer(ctx)) return null;
  const { fileName } = await readBatch(ctx, file.id);
  return { name: fileName, line: file.line, href: `/bulk/${showId("batch", file.id)}?after=${file.line - 1}` };
}

function toEarlier(ctx: Ctx, said: RevisionView): EarlierVersion {
  return {
    revision: said.revision,
    money: serialiseMoney(said.amount),
    counterparty: serialiseCounterparty(ctx, said.counterparty),
    memo: said.memo,
    until: toRfc3339(said.supersededAt),
  };
}

function toJournal(journal: Journal, { payload }: OperationView, organisation: Organisation): JournalView {
  const named = new Map([
    [payload.from, payload.fromName],
    [payload.to, payload.toName],
  ]);
  return {
    lines: journal.entries.map(({ accountId, amount }) => ({
      account: organisation.kind === "distributor" && accountId === organisation.floatAccountId ? "float" : "wallet",
      own: (named.get(accountId) as string | null | undefined) ?? null,
      amount: formatAmount(amount),
    })),
    sequenceNumber: journal.sequenceNumber.toString(),
    hash: journal.hash,
    prevHash: journal.prevHash,
    postedAt: toRfc3339(journal.postedAt),
  };
}

async function neighboursOf(ctx: Ctx, operation: OperationView, query: ListQuery, whose: Whose) {
  const filters = await toFilters(ctx, query, whose);
  if (!filters) return { newer: null, older: null };
  const { position } = operation;
  const one = { filters, limit: 1, lookThrough: LOOK_THROUGH };
  const [older] = (await listOperations(ctx, { ...one, after: position })).items;
  const [newer] = (await listOperations(ctx, { ...one, before: position })).items;
  return {
    older: older ? showId("operation", older.id) : null,
    // At the start of the list the page before is the first page, which may hold this very operation or older ones.
    newer: newer && isNewer(newer.position, position) ? showId("operation", newer.id) : null,
  };
}

function isNewer(one: ListPosition, other: ListPosition): boolean {
  return one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt;
}
