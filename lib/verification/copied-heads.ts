import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Ctx } from "@/lib/runtime";
import type { Copy } from "./copies-file";
import { type ChainKind, type Finding, type FindingRow, toFinding } from "./finding";

const AT_ONCE = 50_000;

/** Copies that no longer stand in the database: of each chain the first that is bad, and in words the last before it that stands. */
export async function findMoved(ctx: Ctx, copies: readonly Copy[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const part of wholeChains(copies)) {
    const rows = (await ctx.tx.execute(
      sql`select * from verification_copies(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${JSON.stringify(part)}::jsonb)`,
    )) as unknown as FindingRow[];
    found.push(...rows.map(toFinding));
  }
  return found;
}

/** The heads of all of the issuer's chains as they stand. */
export async function readHeads(ctx: Ctx): Promise<Copy[]> {
  const rows = (await ctx.tx.execute(
    sql`select organisation_id, kind, sequence, encode(hash, 'hex') as hash
          from verification_heads(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid) order by 1, 2`,
  )) as unknown as { organisation_id: OrganisationId; kind: ChainKind; sequence: string; hash: string }[];
  return rows.map(({ organisation_id, ...row }) => ({
    ...row,
    organisation: organisation_id,
    sequence: Number(row.sequence),
  }));
}

/** The newest copy of each chain. */
export function newestOf(copies: readonly Copy[]): Map<string, Copy> {
  return new Map(copies.map((copy) => [chainKey(copy), copy]));
}

/** A name for a chain. */
export function chainKey({ organisation, kind }: Copy): string {
  return `${organisation} ${kind}`;
}

// The last copy that stands is told of each chain, so a chain is asked for in one piece.
function wholeChains(copies: readonly Copy[]): Copy[][] {
  const chains = new Map<string, Copy[]>();
  for (const copy of copies) {
    const chain = chains.get(chainKey(copy));
    if (chain) chain.push(copy);
    else chains.set(chainKey(copy), [copy]);
  }
  const parts: Copy[][] = [];
  for (const chain of chains.values()) {
    const last = parts.at(-1);
    if (last && last.length + chain.length <= AT_ONCE) last.push(...chain);
    else parts.push(chain);
  }
  return parts;
}
