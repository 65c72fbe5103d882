import type { SerialisedEntry } from "@/app/(portal)/audit/serialise-entry";

/** Columns of the exported file. Their names are for machines and stay in English; instants are UTC. */
export const COLUMNS = [
  "place",
  "at_utc",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "refused",
  "reason_code",
  "subject_kind",
  "subject_id",
  "subject_name",
  "address",
  "request_id",
  "facts",
  "hash",
] as const;

/** An entry in the order of {@link COLUMNS}; a change reads "name: before -> after". */
export function exportedCells({ actor, subject, ...entry }: SerialisedEntry): (string | null)[] {
  return [
    entry.seq,
    entry.at,
    actor.kind,
    actor.id,
    actor.name,
    entry.action,
    entry.refused ? "yes" : "no",
    entry.code,
    subject?.kind ?? null,
    subject?.id ?? null,
    subject?.name ?? null,
    entry.address,
    entry.requestId,
    entry.facts
      .map(({ name, value, before }) => `${name}: ${before === null ? value : `${before} -> ${value}`}`)
      .join("; "),
    entry.hash,
  ];
}
