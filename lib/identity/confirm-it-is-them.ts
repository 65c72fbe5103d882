import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { checkProof } from "./check-proof";
import type { ProofRefused } from "./wrong-proofs";

/**
 * Judges a code of the authenticator in the middle of a session, with the limits of sign-in: each try is a challenge of its own, so wrong ones
 * here and there are summed. Null when it passes; the code is used up.
 */
export async function confirmItIsThem(ctx: Ctx, personId: Id<"person">, code: string): Promise<ProofRefused | null> {
  const [person] = await ctx.tx.select().from(people).where(eq(people.id, personId)).for("update");
  if (!person) return { outcome: "expired" };
  const [challenge] = await ctx.tx
    .insert(signInChallenges)
    .values({
      id: newId("challenge"),
      phone: person.phone,
      personId,
      // No SMS belongs to it: no code has this hash, and it counts among nobody's SMS.
      codeHash: Buffer.alloc(32),
      familiarHash: createHash("sha256").update(`confirmed:${personId}`).digest(),
      expiresAt: ctx.now,
    })
    .returning();
  return challenge ? checkProof(ctx, { challenge, person }, { kind: "totp", code }) : { outcome: "expired" };
}
