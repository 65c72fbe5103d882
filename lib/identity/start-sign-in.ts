import { eq, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { originOf } from "@/lib/kernel/origin";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { familiarDevice, familiarInvitation } from "./devices";
import { hashSmsCode, newSmsCode } from "./hashes";
import { CODE_SECONDS } from "./rules";
import { limitSending } from "./sending-limits";

/**
 * `previous` is this browser's challenge that the new one stands in for; `device` the token that it was given when somebody signed in with it;
 * `invitation` the token of a link that it came by.
 */
export type StartSignIn = {
  readonly phone: E164;
  readonly previous?: Id<"challenge"> | undefined;
  readonly device?: string | null;
  readonly invitation?: string | null;
};

/** `sms` is what to send once the unit has committed; null for a phone nobody signs in with. */
export type SignInStarted = {
  readonly challengeId: Id<"challenge">;
  readonly sms: { readonly to: E164; readonly code: string } | null;
};

/**
 * Opens a challenge for a phone, known or not, with the same work for both: a phone without a person, or with a person who works nowhere,
 * gets a challenge that no code can pass.
 * @throws DomainError `auth.forbidden`, `sign-in.sms-limit`, `sign-in.too-many-attempts` (both with `retryAfterSeconds`)
 */
export async function startSignIn(ctx: Ctx, input: StartSignIn): Promise<SignInStarted> {
  authorize(ctx, "sign-in.attempt");
  const { phone, previous } = input;
  const personId = await findWorkingPerson(ctx, phone);
  const familiar =
    (await familiarInvitation(ctx, personId, input.invitation ?? null)) ??
    (await familiarDevice(ctx, personId, input.device ?? null));
  const address = originOf(ctx.address);
  await limitSending(ctx, { phone, familiar, address });
  const challengeId = newId("challenge");
  const code = newSmsCode();
  if (previous) {
    await ctx.tx.update(signInChallenges).set({ expiresAt: ctx.now }).where(eq(signInChallenges.id, previous));
  }
  await ctx.tx.insert(signInChallenges).values({
    id: challengeId,
    phone,
    personId,
    codeHash: hashSmsCode(challengeId, code),
    address,
    familiarHash: familiar,
    expiresAt: new Date(ctx.now.getTime() + CODE_SECONDS * 1000),
  });
  return { challengeId, sms: personId ? { to: phone, code } : null };
}

async function findWorkingPerson(ctx: Ctx, phone: E164): Promise<Id<"person"> | null> {
  const rows = (await ctx.tx.execute(sql`
    select p.person_id from lookup_person(${phone}) p
     where exists (select from lookup_memberships(p.person_id, null))`)) as unknown as { person_id: Id<"person"> }[];
  return rows[0]?.person_id ?? null;
}
