import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { AuditActor, AuditFilters } from "@/lib/audit";
import { AUDIT_GROUPS } from "@/lib/audit/schemas";
import { type Id, type IdKind, readId } from "@/lib/kernel/ids";
import { instantsOf, PERIODS } from "../_components/period";

const day = createParser({ parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null), serialize: String });
const subject = createParser({ parse: (text) => (readSubject(text) ? text : null), serialize: String });
const actor = createParser({ parse: (text) => (readActor(text) ? text : null), serialize: String });

// What nobody can type would not survive being written into a page.
const words = createParser({ parse: (text) => text.replaceAll(/\p{Cc}/gu, " ").slice(0, 100), serialize: String });

const parsers = {
  by: actor,
  who: words.withDefault(""),
  group: parseAsStringLiteral(AUDIT_GROUPS),
  about: subject,
  refused: parseAsStringLiteral(["yes"] as const),
  period: parseAsStringLiteral(PERIODS),
  from: day,
  to: day,
  after: parseAsString,
  before: parseAsString,
};

/**
 * What the address of the audit says. `by` is a person's or key's id, or `system`; `who` is what names are searched for to choose one; `about` the id of what it is about; days are local, both
 * included; `after` and `before` are places in the chain.
 */
export type AuditQuery = inferParserType<typeof parsers>;

/** Reads the address. What makes no sense there is left out, as nobody types it but by mistake. */
export const readAuditQuery = createLoader(parsers);

const serialise = createSerializer(parsers);
const START = { after: null, before: null };

/** The address of the audit with some of its query changed. Any other change than of the page starts at the newest. */
export function auditHref(query: AuditQuery, change: Partial<AuditQuery>, path = "/audit"): string {
  return serialise(path, { ...query, ...START, ...change });
}

/** Whether filters are set. */
export function isFiltered({ after: _after, before: _before, who: _who, ...filters }: AuditQuery): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** The query as filters, days in the organisation's calendar. */
export function filtersOf(query: AuditQuery, zone: string, now: Date): AuditFilters {
  const { from, to } = instantsOf(query, zone, now);
  const by = query.by ? readActor(query.by) : null;
  const about = query.about ? readSubject(query.about) : null;
  return {
    ...(by ? { actor: by } : {}),
    ...(query.group ? { group: query.group } : {}),
    ...(about ? { subjectId: about } : {}),
    ...(query.refused ? { refused: true } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** A place in the chain that an address names, or nothing for what is none. */
export function readPlace(text: string | null): bigint | undefined {
  return text && /^[1-9][0-9]{0,17}$/.test(text) ? BigInt(text) : undefined;
}

function readActor(text: string): AuditActor | null {
  if (text === "system") return { kind: "system" };
  const person = readId("person", text);
  if (person) return { kind: "person", id: person };
  const key = readId("apiKey", text);
  return key ? { kind: "key", id: key } : null;
}

const SUBJECTS = ["operation", "person", "apiKey", "customer", "merchant", "distributor", "issuer", "session"] as const;

function readSubject(text: string): Id<IdKind> | null {
  return SUBJECTS.map((kind) => readId<IdKind>(kind, text)).find((id) => id !== null) ?? null;
}
