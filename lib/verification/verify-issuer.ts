import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { authorize, type Ctx } from "@/lib/runtime";
import { findMoved } from "./copied-heads";
import { copiesPath, readCopies } from "./copies-file";
import { type Finding, type FindingRow, toFinding } from "./finding";
import { checkFile, type KnownCopies } from "./known-copies";

/** How much there was to check of one organisation. */
export type Checked = {
  readonly organisation: OrganisationId;
  readonly transfers: bigint;
  readonly entries: bigint;
  readonly operations: bigint;
  readonly decisions: bigint;
  readonly holds: bigint;
  readonly auditEntries: bigint;
};

/** The outcome of a verification of one issuer. Verified means: no findings. */
export type Verification = {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly checked: readonly Checked[];
  readonly findings: readonly Finding[];
  /** How far the file of copies reached that was compared with; null without a file. */
  readonly copies: KnownCopies | null;
};

/**
 * Checks everything that must be true of an issuer from its rows alone, and compares its chains with the copies of their heads. The
 * rows are read in one statement and so in one snapshot: what runs meanwhile gives no false alarm. The file is read before it, so that what
 * it says is in the snapshot. Takes some 40 seconds for a million entries.
 * @throws DomainError `auth.forbidden`
 */
export async function verifyIssuer(ctx: Ctx, folder: string): Promise<Verification> {
  authorize(ctx, "verification.run");
  const startedAt = new Date();
  const { issuerId } = ctx.scope;
  await ctx.tx.execute(
    sql.raw("SET LOCAL statement_timeout = '30min'; SET LOCAL idle_in_transaction_session_timeout = '5min'"),
  );
  const read = readCopies(copiesPath(folder, issuerId));
  const rows = (await ctx.tx.execute(
    sql`select * from verification_violations(${issuerId}::uuid, ${ctx.unitId}::uuid)
         order by violation, organisation_id, place nulls last, subject`,
  )) as unknown as FindingRow[];
  const moved = await findMoved(ctx, read?.copies ?? []);
  const { findings, copies } = await checkFile(ctx, read);
  return {
    startedAt,
    checked: await readChecked(ctx),
    findings: [...findings, ...moved, ...rows.map(toFinding)],
    copies,
    finishedAt: new Date(),
  };
}

type CheckedRow = {
  [K in "transfers" | "entries" | "operations" | "decisions" | "holds" | "audit_entries"]: string;
} & {
  organisation_id: OrganisationId;
};

async function readChecked(ctx: Ctx): Promise<Checked[]> {
  const rows = (await ctx.tx.execute(
    sql`select * from verification_counts(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid)`,
  )) as unknown as CheckedRow[];
  return rows.map((row) => ({
    organisation: row.organisation_id,
    transfers: BigInt(row.transfers),
    entries: BigInt(row.entries),
    operations: BigInt(row.operations),
    decisions: BigInt(row.decisions),
    holds: BigInt(row.holds),
    auditEntries: BigInt(row.audit_entries),
  }));
}
