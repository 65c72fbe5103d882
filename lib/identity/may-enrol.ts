import type { Locked } from "./wrong-proofs";

/** Whether a sign-in may set up an authenticator: the person's first one, or one that a recovery code was spent for. */
export function mayEnrol({ challenge, person }: Locked): boolean {
  return person.enrolledAt === null || challenge.recoveredAt !== null;
}
