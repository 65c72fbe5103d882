import { and, eq, isNull } from "drizzle-orm";
import { recoveryCodes } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { confirmItIsThem } from "./confirm-it-is-them";
import { hashRecoveryCode } from "./hashes";
import { requirePerson } from "./list-sessions";
import { newRecoveryCodes } from "./recovery-codes";
import type { ProofRefused } from "./wrong-proofs";

/** `codes` are told this once. */
export type RecoveryCodesRenewed = { readonly outcome: "renewed"; readonly codes: readonly string[] };

/**
 * Gives the person ten new recovery codes in place of all that they had, after a code of their authenticator: who walks up to an open session
 * takes no way in along. A wrong code is counted and returned, never thrown.
 * @throws DomainError `auth.forbidden`
 */
export async function renewRecoveryCodes(
  ctx: Ctx,
  input: { readonly code: string },
): Promise<RecoveryCodesRenewed | ProofRefused> {
  authorize(ctx, "sessions.own");
  const { personId } = requirePerson(ctx);
  const refused = await confirmItIsThem(ctx, personId, input.code);
  if (refused) return refused;
  await ctx.tx
    .update(recoveryCodes)
    .set({ usedAt: ctx.now })
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
  const codes = await makeRecoveryCodes(ctx, personId);
  ctx.audit({ action: "recovery-codes.renewed", subjectKind: "person", subjectId: personId });
  return { outcome: "renewed", codes };
}

/** Makes a person's recovery codes and keeps their hashes. */
export async function makeRecoveryCodes(ctx: Ctx, personId: Id<"person">): Promise<string[]> {
  const codes = newRecoveryCodes();
  await ctx.tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ personId, codeHash: hashRecoveryCode(personId, code) })));
  return codes;
}
