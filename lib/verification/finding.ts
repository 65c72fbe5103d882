import type { OrganisationId } from "@/db/columns";

/** The two chains of an organisation. */
export type ChainKind = "transfers" | "audit";

/**
 * One thing that is wrong. `violation` is a code, `subject` the bare id of what it concerns, `detail` words for an auditor. `place` is the
 * sequence number in a chain or the version of an account, null where there is none; for a broken chain it is that of the bad entry itself.
 * `organisation` is null where the issuer is concerned as a whole.
 */
export type Finding = {
  readonly violation: string;
  readonly subject: string;
  readonly detail: string;
  readonly organisation: OrganisationId | null;
  readonly place: bigint | null;
};

/** A row of the SQL functions that find violations, as the driver gives it. */
export type FindingRow = {
  violation: string;
  subject: string;
  detail: string;
  organisation_id: OrganisationId | null;
  place: string | null;
};

/** A row as a finding. */
export function toFinding({ organisation_id, place, ...row }: FindingRow): Finding {
  return { ...row, organisation: organisation_id, place: place === null ? null : BigInt(place) };
}

/** The chain that a violation breaks, or null when it is about something else. */
export function chainOf({ violation, detail }: Finding): ChainKind | null {
  if (violation.startsWith("transfer-")) return violation === "transfer-without-operation" ? null : "transfers";
  if (violation.startsWith("audit-")) return "audit";
  if (violation === "copy-ahead" || violation === "copy-differs")
    return detail.startsWith("audit") ? "audit" : "transfers";
  return null;
}

/** Of each chain that is broken, the entry with which it begins. */
export function firstBadEntries(findings: readonly Finding[]): Finding[] {
  const firsts = new Map<string, Finding>();
  for (const finding of findings) {
    const kind = chainOf(finding);
    if (!kind || finding.place === null) continue;
    const chain = `${kind} ${finding.organisation}`;
    const first = firsts.get(chain);
    if (!first || finding.place < (first.place ?? finding.place)) firsts.set(chain, finding);
  }
  return [...firsts.values()];
}
