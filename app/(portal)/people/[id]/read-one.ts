import { listAuditEntries } from "@/lib/audit";
import type { Id } from "@/lib/kernel/ids";
import { readPerson } from "@/lib/people";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type SerialisedEntry, serialiseEntry } from "../../audit/serialise-entry";
import { operationsPath, readPending, type SerialisedPerson, serialisePerson } from "../read-people";

/** Entries of the history; the audit has the others. */
const NEWEST = 20;

/** A person with what has happened to them; `history` is null for those who may not read the audit. */
export type OneView = {
  readonly person: SerialisedPerson;
  readonly canChange: boolean;
  readonly operationsPath: string;
  readonly history: readonly SerialisedEntry[] | null;
};

/**
 * One person of the caller's organisation, in one unit of work.
 * @throws DomainError `auth.forbidden`, `people.not-member`
 */
export async function readOne(ctx: Ctx, id: Id<"person">): Promise<OneView> {
  const found = await readPerson(ctx, { personId: id });
  const person = serialisePerson(ctx, found, await readPending(ctx));
  const history = isAllowed(ctx.principal, "audit.read")
    ? await listAuditEntries(ctx, { filters: { subjectId: id }, limit: NEWEST, lookThrough: NEWEST })
    : null;
  return {
    person,
    canChange: isAllowed(ctx.principal, "people.change"),
    operationsPath: operationsPath(ctx),
    history: history?.items.map((entry) => serialiseEntry(ctx, entry)) ?? null,
  };
}
