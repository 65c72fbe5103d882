import { and, desc, eq, isNotNull } from "drizzle-orm";
import { verifications } from "@/db/schema";
import type { Ctx } from "@/lib/runtime";
import type { CopiesRead } from "./copies-file";
import type { Finding } from "./finding";

/** Which file of copies it is (the link of its first line), and how far it reached: lines, and the link of the last. 64 hex digits. */
export type KnownCopies = { readonly first: string; readonly lines: number; readonly last: string };

/**
 * Compares the file of copies itself with what earlier verifications remember of it: a file that is gone, or was begun anew, or has lost
 * lines, is told once and then known as it is.
 */
export async function checkFile(
  ctx: Ctx,
  read: CopiesRead | null,
): Promise<{ findings: Finding[]; copies: KnownCopies | null }> {
  const copies = read ? reach(read) : null;
  const known = await readKnown(ctx, copies?.first ?? null);
  const found = (violation: string, detail: string): Finding => ({
    violation,
    subject: ctx.scope.issuerId,
    detail,
    organisation: null,
    place: null,
  });
  const findings: Finding[] = [];
  if (read && read.brokenAt !== null) {
    findings.push(found("copies-broken", `line ${read.brokenAt} does not follow from the line before it`));
  }
  if (known === "another") {
    findings.push(
      found("copies-missing", copies ? "the file of copies was begun anew" : "the file of copies is not there"),
    );
  } else if (known && read?.chain[known.lines - 1] !== known.last) {
    findings.push(found("copies-cut", `an earlier verification read ${known.lines} lines that are no longer the same`));
  }
  return { findings, copies };
}

function reach({ chain }: CopiesRead): KnownCopies | null {
  const [first] = chain;
  const last = chain.at(-1);
  return first && last ? { first, lines: chain.length, last } : null;
}

/** What is remembered of this very file; `another` when verifications know of other files alone; null when of none. */
async function readKnown(ctx: Ctx, first: string | null): Promise<KnownCopies | "another" | null> {
  const rememberedFor = (file: string | null) =>
    ctx.tx
      .select({ first: verifications.copiesFirst, lines: verifications.copiesLines, last: verifications.copiesLast })
      .from(verifications)
      .where(
        and(
          eq(verifications.issuerId, ctx.scope.issuerId),
          eq(verifications.organisationId, ctx.scope.issuerId),
          file ? eq(verifications.copiesFirst, Buffer.from(file, "hex")) : isNotNull(verifications.copiesFirst),
        ),
      )
      .orderBy(desc(verifications.finishedAt))
      .limit(1);
  const [row] = first ? await rememberedFor(first) : [];
  if (row?.first && row.lines && row.last) {
    return { first: row.first.toString("hex"), lines: row.lines, last: row.last.toString("hex") };
  }
  const [other] = await rememberedFor(null);
  return other ? "another" : null;
}
