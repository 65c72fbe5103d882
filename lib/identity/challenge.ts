import { and, eq, gt, isNull } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { hashTicket, type Stage } from "./hashes";

/** What a browser holds while it signs in. */
export type Ticket = { readonly challengeId: Id<"challenge">; readonly ticket: string };

type Person = typeof people.$inferSelect;
type Challenge = typeof signInChallenges.$inferSelect;

/**
 * The open challenge behind a ticket of this stage, and its person, both locked until the commit: whatever one person tries in parallel, over
 * as many challenges as they like, is judged one after the other. Null when there is none any more.
 */
export async function lockChallenge(
  ctx: Ctx,
  input: Ticket,
  stage: Stage,
): Promise<{ challenge: Challenge; person: Person } | null> {
  const [challenge] = await ctx.tx
    .select()
    .from(signInChallenges)
    .where(
      and(
        eq(signInChallenges.id, input.challengeId),
        eq(signInChallenges.ticketHash, hashTicket(stage, input.ticket)),
        isNull(signInChallenges.usedAt),
        gt(signInChallenges.expiresAt, ctx.now),
      ),
    )
    .for("update");
  if (!challenge?.personId) return null;
  const [person] = await ctx.tx.select().from(people).where(eq(people.id, challenge.personId)).for("update");
  return person ? { challenge, person } : null;
}
