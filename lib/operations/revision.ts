import { canonicalJson } from "@/lib/kernel/canonical-json";
import { DomainError } from "@/lib/kernel/errors";
import type { Organisation } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { digestOf } from "./digest";
import { definitionOf, type OperationInput } from "./registry";
import type { Changes } from "./revision-changes";
import type { Entry } from "./submission";
import { checkInputs, claimInputs } from "./submission-steps";
import { readPolicies, refuseTooMuch, takeLimits } from "./take-limits";
import type { OperationView } from "./view";

/** Whether the maker of such an operation may change it while it waits. The database says the same (db/functions/064_operations_revise.sql). */
export function isRevisable({
  type,
  source,
  withdrawalId,
  consent,
}: Pick<OperationView, "type" | "source" | "withdrawalId" | "consent">): boolean {
  return definitionOf(type).revise !== null && source === "web" && withdrawalId === null && consent === null;
}

/**
 * What the next revision says, with its limits taken and its other side resolved as at submit.
 * @throws DomainError as `submitOperation`; `operations.not-revisable`
 */
export async function draftRevision(
  ctx: Ctx,
  before: OperationView,
  organisation: Organisation,
  changes: Changes,
): Promise<Entry> {
  const definition = definitionOf(before.type);
  const { feature, revise } = definition;
  const input = (revise?.(before, changes) ?? null) as OperationInput | null;
  if (!input) throw new DomainError("operations.not-revisable");
  if (feature && organisation.kind === "distributor" && organisation.featuresOff.includes(feature)) {
    throw new DomainError("organisations.feature-off");
  }
  const entry: Entry = {
    index: 0,
    by: ctx,
    request: { input, idempotency: null },
    operationId: before.id,
    organisation,
  };
  await claimInputs(ctx, [entry]);
  await readPolicies(ctx, [entry]);
  refuseTooMuch([entry]);
  await checkInputs(ctx, [entry]);
  await takeLimits(ctx, entry);
  if (entry.error) throw entry.error;
  if (!entry.draft) throw new Error("a revision without a draft");
  entry.digest = digestOf(definition.type, definition.version, before.revision + 1, entry.draft);
  return entry;
}

/** Whether a revision says nothing else than what stands. */
export function isSame(before: OperationView, { draft }: Entry): boolean {
  return (
    draft?.amount?.minor === before.amount?.minor &&
    draft?.counterparty.id === before.counterparty.id &&
    draft?.memo === before.memo &&
    canonicalJson(draft?.payload) === canonicalJson(before.payload)
  );
}
