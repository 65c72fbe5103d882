import type { AuditEntryView, NamedActor, NamedSubject } from "@/lib/audit";
import { type Id, type IdKind, showId } from "@/lib/kernel/ids";
import { type E164, formatPhone, maskPhone, parsePhone } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import { worksForIssuer } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";

/** One fact of an entry by its name in the record; `before` where it is a change. */
export type Fact = { readonly name: string; readonly value: string; readonly before: string | null };

/** An entry of the audit as plain data for components. Ids carry their prefix, instants are RFC 3339, UTC. */
export type SerialisedEntry = {
  readonly seq: string;
  readonly at: string;
  readonly action: string;
  readonly refused: boolean;
  readonly actor: { readonly kind: NamedActor["kind"]; readonly id: string | null; readonly name: string };
  readonly subject: {
    readonly kind: string;
    readonly id: string | null;
    readonly name: string | null;
    readonly type: string | null;
    /** Its own page, where it has one. */
    readonly href: string | null;
  } | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** Why it was refused or failed, as a code. */
  readonly code: string | null;
  readonly facts: readonly Fact[];
  readonly hash: string;
};

const KINDS: Readonly<Record<string, IdKind>> = {
  person: "person",
  key: "apiKey",
  "api-key": "apiKey",
  operation: "operation",
  withdrawal: "withdrawal",
  customer: "customer",
  merchant: "merchant",
  distributor: "distributor",
  issuer: "issuer",
  session: "session",
};

/** An entry for this principal: phones in it are grouped, and masked for those who may not read them. */
export function serialiseEntry(ctx: Ctx, entry: AuditEntryView): SerialisedEntry {
  const { actor, subject, detail } = entry;
  const { code, failure, before, after, ...others } = detail;
  const show = (value: unknown) => shown(value, isAllowed(ctx.principal, "phones.read"));
  const reason = code ?? failure;
  return {
    seq: String(entry.seq),
    at: toRfc3339(entry.at),
    action: entry.action,
    refused: entry.refused,
    actor: { kind: actor.kind, id: actor.id && idOf(actor.kind, actor.id), name: actor.name ?? "" },
    subject: subject && subjectOf(ctx, subject),
    address: entry.address,
    requestId: entry.requestId,
    code: typeof reason === "string" ? reason : null,
    facts: [
      ...changesOf(before, after, show),
      ...Object.entries(others).map(([name, value]) => ({ name, value: show(value), before: null })),
    ],
    hash: entry.hash,
  };
}

function subjectOf(ctx: Ctx, { kind, id, name, type }: NamedSubject): NonNullable<SerialisedEntry["subject"]> {
  const shownId = id && idOf(kind, id);
  return { kind, id: shownId, name, type, href: shownId && hrefOf(ctx, kind, shownId) };
}

function hrefOf(ctx: Ctx, kind: string, id: string): string | null {
  if (kind === "operation") return `${worksForIssuer(ctx) ? "/issuer" : ""}/operations/${id}`;
  // The keys of a distributor have no page at its issuer's.
  if (kind === "api-key" || kind === "key") return worksForIssuer(ctx) ? null : `/settings/api-keys/${id}`;
  return kind === "person" ? `/people/${id}` : null;
}

function idOf(kind: string, id: Id<IdKind>): string {
  const known = KINDS[kind];
  return known ? showId(known, id) : id;
}

/** What was and what is, member by member where both are objects. */
function changesOf(before: unknown, after: unknown, show: (value: unknown) => string): Fact[] {
  if (before === undefined && after === undefined) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ name: "change", value: show(after), before: show(before) }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((name) => ({ name, value: show(after[name]), before: show(before[name]) }))
    .filter((fact) => fact.value !== fact.before);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown, phones: boolean): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map((one) => shown(one, phones)).join(", ");
  if (isRecord(value)) return JSON.stringify(value);
  const text = String(value);
  return isPhone(text) ? (phones ? formatPhone(text) : maskPhone(text)) : text;
}

function isPhone(text: string): text is E164 {
  if (!/^\+[1-9][0-9]{6,14}$/.test(text)) return false;
  try {
    return parsePhone(text) === text;
  } catch {
    return false;
  }
}
