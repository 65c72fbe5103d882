import { type KeyView, listKeys } from "@/lib/api-keys";
import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import { type ErrorCode, isDomainError } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { parseMoney } from "@/lib/kernel/money";
import { NO_POLICY, SOURCES_OF } from "@/lib/kernel/policy-terms";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Imagined, listOperations, type Needed, simulateApproval } from "@/lib/operations";
import { type Distributor, readOwnDistributor } from "@/lib/organisations";
import { type Decider, listDeciders, listMakers, listPolicyVersions, type Policy } from "@/lib/policies";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";
import { ANYBODY } from "./anybody";
import type { PoliciesQuery } from "./policies-query";

/** Of what waits; a change among more than these is found on the approvals desk. */
const LOOK_THROUGH = 5_000;
/** The newest that the simulator offers by name. */
const MOST_KEYS = 100;

/** What the simulator answers: what it would take, and who could give it; or what is wrong with the amount. */
export type Answer =
  | { readonly ok: true; readonly needed: Needed; readonly deciders: readonly string[] }
  | { readonly ok: false; readonly code: ErrorCode };

/** A version of the policy as plain data; `href` is the page of the request that it comes from. */
export type VersionView = {
  readonly version: number;
  readonly since: string;
  readonly askedBy: string;
  readonly href: string;
};

/** The page of a distributor's policy. What one may do is a hint for the screen; the verbs decide. */
export type PoliciesView = {
  readonly currency: Currency;
  readonly exponent: number;
  readonly policy: Policy;
  readonly versions: readonly VersionView[];
  /** The page of a change that waits for a decision; null for none. */
  readonly waiting: string | null;
  readonly mayChange: boolean;
  /** Who could make an operation, for the simulator: people and keys, by their ids as shown. */
  readonly makers: readonly { readonly value: string; readonly name: string }[];
  readonly keys: readonly { readonly value: string; readonly name: string }[];
  /** Null where nothing was asked. */
  readonly answer: Answer | null;
};

/**
 * What the page shows at an address, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readPolicies(ctx: Ctx, query: PoliciesQuery): Promise<PoliciesView> {
  authorize(ctx, "policies.read");
  const distributor = await readOwnDistributor(ctx);
  const versions = await listPolicyVersions(ctx, distributor.id);
  const [waiting] = (
    await listOperations(ctx, {
      filters: { types: ["policy-change"], statuses: ["pending"] },
      limit: 1,
      lookThrough: LOOK_THROUGH,
    })
  ).items;
  const makers = await listMakers(ctx, distributor.id);
  const { keys } = await listKeys(ctx, { tab: "active", limit: MOST_KEYS });
  return {
    currency: distributor.currency,
    exponent: exponentOf(distributor.currency),
    policy: versions[0] ?? { ...NO_POLICY, version: 0 },
    versions: versions.map(({ version, since, askedBy, operationId }) => ({
      version,
      since: toRfc3339(since),
      askedBy,
      href: `/operations/${showId("operation", operationId)}`,
    })),
    waiting: waiting ? `/operations/${showId("operation", waiting.id)}` : null,
    mayChange: isAllowed(ctx.principal, "policies.change"),
    makers: makers.map(({ id, name }) => ({ value: showId("person", id), name })),
    keys: keys.map(({ id, label }) => ({ value: showId("apiKey", id), name: label })),
    answer: query.amount === "" ? null : await ask(ctx, distributor, query, makers, keys),
  };
}

async function ask(
  ctx: Ctx,
  { id: distributorId, currency }: Distributor,
  { type, amount, by }: PoliciesQuery,
  makers: readonly Decider[],
  keys: readonly KeyView[],
): Promise<Answer> {
  const person = makers.find(({ id }) => showId("person", id) === by);
  const sources = SOURCES_OF[type];
  const key = sources.includes("key") ? keys.find(({ id }) => showId("apiKey", id) === by) : undefined;
  const anybody = ANYBODY.find((one) => one === by && sources.includes(one)) ?? "web";
  const source = key || anybody === "key" ? "api" : anybody;
  let imagined: Imagined;
  try {
    imagined = { type, amountMinor: parseMoney(amount, currency).minor, source };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { ok: false, code: error.code };
  }
  const needed = await simulateApproval(ctx, { distributorId, imagined });
  const makerId = person?.id ?? key?.madeBy.id ?? null;
  const deciders = await listDeciders(ctx, { distributorId, roles: needed.roles, makerId });
  return { ok: true, needed, deciders: deciders.map(({ name }) => name) };
}
