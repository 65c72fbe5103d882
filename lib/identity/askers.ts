import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import type { Ctx } from "@/lib/runtime";

/**
 * Who asks to sign in with a phone, as limits tell them apart: by what their browser has shown that a stranger has not, else by their network
 * address as `originOf` (lib/kernel/origin.ts) gives it; null where no trusted peer address is known.
 */
export type Asking = { readonly phone: string; readonly familiar: Buffer | null; readonly address: string | null };

// First key of the advisory locks; phones always before addresses, so that two sign-ins cannot wait for each other.
const PHONE_LOCK = 7301;
const ADDRESS_LOCK = 7302;

/** The challenges of the same phone and the same asker. */
export function isAsker({ phone, familiar, address }: Asking): SQL | undefined {
  if (familiar) return and(eq(signInChallenges.phone, phone), eq(signInChallenges.familiarHash, familiar));
  const from = address === null ? isNull(signInChallenges.address) : eq(signInChallenges.address, address);
  return and(isStranger(phone), from);
}

/** The challenges of a phone by browsers that its person has not used. */
export function isStranger(phone: string): SQL | undefined {
  return and(eq(signInChallenges.phone, phone), isNull(signInChallenges.familiarHash));
}

/** Has all that is asked with a phone wait here for each other until the commit. */
export async function lockPhone(ctx: Ctx, phone: string): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(${PHONE_LOCK}, hashtext(${phone}))`);
}

/** The same for a network address. */
export async function lockAddress(ctx: Ctx, address: string): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(${ADDRESS_LOCK}, hashtext(${address}))`);
}
