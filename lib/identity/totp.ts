import { generateSecret, generateURI, verify } from "otplib";
import { TOTP_TOLERANCE_SECONDS } from "./rules";

/** A new authenticator secret: 160 random bits in Base32, as every authenticator app takes it (SHA-1, 6 digits, 30 seconds). */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What the QR code says: `otpauth://totp/…`. `label` is how the app tells accounts apart. */
export function enrolmentUri(secret: string, label: string): string {
  return generateURI({ issuer: "Distributor Portal", label, secret });
}

/**
 * The time step whose code this is (seconds since 1970 / 30), or null. The previous and the next step count too. Whether the step was used
 * before is the caller's to check, in the statement that uses it: otplib does not stop replay.
 */
export async function totpStep(secret: string, code: string, now: Date): Promise<number | null> {
  // It throws on whatever is not six ASCII digits.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const result = await verify({ secret, token: code, epoch, epochTolerance: TOTP_TOLERANCE_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}
