import { and, eq, isNull, lt } from "drizzle-orm";
import { people, recoveryCodes } from "@/db/schema/identity";
import type { Ctx } from "@/lib/runtime";
import { hashRecoveryCode } from "./hashes";
import { readRecoveryCode } from "./recovery-codes";
import type { SignInProof } from "./schemas";
import { openSecret } from "./seal";
import { totpStep } from "./totp";
import { countWrong, type Locked, type ProofRefused, refuseTooMany } from "./wrong-proofs";

/**
 * Judges the second factor and uses it up in the statement that judges: a time step and a recovery code each pass once. Null when it passes.
 * A confirmed enrolment was proved by its ticket already.
 */
export async function checkProof(ctx: Ctx, locked: Locked, proof: SignInProof): Promise<ProofRefused | null> {
  if (proof.kind === "enrolment") return null;
  const refused = await refuseTooMany(ctx, locked);
  if (refused) return refused;
  return proof.kind === "totp" ? spendTotp(ctx, locked, proof.code) : spendRecoveryCode(ctx, locked, proof.code);
}

async function spendTotp(ctx: Ctx, locked: Locked, code: string): Promise<ProofRefused | null> {
  const { person } = locked;
  const step = person.totpSecret && (await totpStep(openSecret(person.id, person.totpSecret), code, ctx.now));
  if (!step) return countWrong(ctx, locked, "totp", "wrong");
  const used = await ctx.tx
    .update(people)
    .set({ totpLastStep: step })
    .where(and(eq(people.id, person.id), lt(people.totpLastStep, step)))
    .returning({ id: people.id });
  return used.length > 0 ? null : countWrong(ctx, locked, "totp", "replayed");
}

async function spendRecoveryCode(ctx: Ctx, locked: Locked, text: string): Promise<ProofRefused | null> {
  const { person } = locked;
  const code = readRecoveryCode(text);
  if (!code) return countWrong(ctx, locked, "recovery", "wrong");
  const used = await ctx.tx
    .update(recoveryCodes)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(recoveryCodes.personId, person.id),
        eq(recoveryCodes.codeHash, hashRecoveryCode(person.id, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ personId: recoveryCodes.personId });
  if (used.length === 0) return countWrong(ctx, locked, "recovery", "wrong");
  ctx.audit({ action: "recovery-code.used", subjectKind: "person", subjectId: person.id });
  return null;
}
