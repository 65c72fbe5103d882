import type { auditEntries } from "@/db/schema";
import type { Ctx } from "@/lib/runtime";
import { type NamedActor, type NamedSubject, nameAll } from "./names";
import { isRefused } from "./schemas";

/** One thing that somebody did, or tried to do, as it stands in the chain. */
export type AuditEntryView = {
  readonly seq: bigint;
  readonly at: Date;
  readonly action: string;
  readonly refused: boolean;
  readonly actor: NamedActor;
  readonly subject: NamedSubject | null;
  /** From where: the address at the door, null for what came from inside. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** What was kept beside: `before` and `after`, a refusal's `code`, a decider's `comment`. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** In hexadecimal. */
  readonly hash: string;
};

type Row = typeof auditEntries.$inferSelect;

/** Rows of the chain with the names of those who act in them and of what they are about, all in one statement. */
export async function toViews(ctx: Ctx, rows: readonly Row[]): Promise<AuditEntryView[]> {
  const names = await nameAll(ctx, rows);
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    action: row.action,
    refused: isRefused(row.action),
    actor: names.actorOf(row),
    subject: names.subjectOf(row),
    address: row.address,
    requestId: row.requestId,
    detail: row.detail,
    hash: row.hash.toString("hex"),
  }));
}
