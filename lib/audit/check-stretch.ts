import { and, eq, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { auditChains } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";

/** The head of a chain: the place of its last entry, 0 for none, and that entry's hash in hexadecimal. */
export type ChainHead = { readonly organisation: OrganisationId; readonly seq: bigint; readonly hash: string };

/** How far a stretch of a chain is in order; `broken` is the first entry that is not, null for none. */
export type Stretch = {
  readonly checked: bigint;
  readonly reached: bigint | null;
  readonly hash: string | null;
  readonly broken: bigint | null;
};

/**
 * The head of the audit chain of the caller's own organisation.
 * @throws DomainError `auth.forbidden`
 */
export async function readChainHead(ctx: Ctx): Promise<ChainHead> {
  authorize(ctx, "audit.read");
  const organisation = ctx.principal.organisationId;
  const [row] = await ctx.tx
    .select({ seq: auditChains.seq, hash: auditChains.headHash })
    .from(auditChains)
    .where(and(eq(auditChains.issuerId, ctx.scope.issuerId), eq(auditChains.organisationId, organisation)));
  return { organisation, seq: row?.seq ?? 0n, hash: row?.hash.toString("hex") ?? "" };
}

/**
 * Computes up to `most` entries after a place again, from their columns: text, hash and link.
 * @throws DomainError `auth.forbidden`
 */
export async function checkStretch(ctx: Ctx, after: bigint, most: number): Promise<Stretch> {
  authorize(ctx, "audit.read");
  const [row] = (await ctx.tx.execute(sql`
    select checked::text, reached::text, encode(head, 'hex') as hash, broken::text
      from audit_check(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${ctx.principal.organisationId}::uuid, ${after}::bigint, ${most}::int)`)) as unknown as {
    checked: string;
    reached: string | null;
    hash: string | null;
    broken: string | null;
  }[];
  const place = (text: string | null | undefined) => (text ? BigInt(text) : null);
  return {
    checked: place(row?.checked) ?? 0n,
    reached: place(row?.reached),
    hash: row?.hash ?? null,
    broken: place(row?.broken),
  };
}
