import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "@/lib/runtime";
import { chainKey, findMoved, newestOf, readHeads } from "./copied-heads";
import { appendCopies, copiesPath, readCopies } from "./copies-file";
import type { Finding } from "./finding";

/** What became of a round: how many heads were copied; none, and why, when an older copy no longer stands. */
export type CopiedHeads = { readonly copied: number; readonly findings: readonly Finding[] };

/**
 * Copies the heads that have moved since their last copy out of the database. Each chain's newest copy must still stand, or nothing is
 * copied: the file keeps telling what the chains were. Waits for whoever else copies this issuer's heads. The file is written before the
 * commit: what it says is already committed, and this unit writes no row.
 * @throws DomainError `auth.forbidden`; Error of the file system
 */
export async function copyHeads(ctx: Ctx, folder: string): Promise<CopiedHeads> {
  authorize(ctx, "verification.run");
  const { issuerId } = ctx.scope;
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`chain heads ${issuerId}`}, 0))`);
  const read = readCopies(copiesPath(folder, issuerId));
  const newest = newestOf(read?.copies ?? []);
  const heads = await readHeads(ctx);
  const findings = await findMoved(ctx, [...newest.values()]);
  if (findings.length > 0) return { copied: 0, findings };
  const moved = heads.filter((head) => newest.get(chainKey(head))?.hash !== head.hash);
  if (moved.length > 0) appendCopies(folder, issuerId, read, moved, ctx.now);
  return { copied: moved.length, findings };
}
