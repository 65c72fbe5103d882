import { z } from "zod";

/** Step one of sign-in. The phone is read by the kernel's own parser, whose refusal says what is wrong. */
export const signInPhone = z.strictObject({ phone: z.string().trim().max(64) });

/** A typed code of six digits; spaces that a paste brings along do not matter. */
export const sixDigits = z
  .string()
  .max(64)
  .transform((text) => text.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/));

/** Step two of sign-in, and the confirmation of a new authenticator. */
export const signInCode = z.strictObject({ code: sixDigits });

/** A recovery code as it is typed. */
export const recoveryCode = z.strictObject({ code: z.string().max(64) });

/** What completes a sign-in: a code of the authenticator, a recovery code, or the enrolment that was confirmed a moment ago. */
export const signInProof = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("totp"), code: sixDigits }),
  z.strictObject({ kind: z.literal("recovery"), code: z.string().max(64) }),
  z.strictObject({ kind: z.literal("enrolment") }),
]);

/** The proof, parsed. */
export type SignInProof = z.output<typeof signInProof>;
