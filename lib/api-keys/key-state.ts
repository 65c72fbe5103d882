import type { apiKeys } from "@/db/schema";

/**
 * Where a key stands. `pending`: its request waits for a decision; `unrevealed`: approved, its secret not made yet; `lapsed`: not made in time.
 */
export type KeyState = "pending" | "unrevealed" | "active" | "lapsed" | "revoked" | "expired";

/** Where a key that was approved stands. */
export function stateOf(
  key: Pick<typeof apiKeys.$inferSelect, "revokedAt" | "expiresAt" | "revealUntil">,
  isRevealed: boolean,
  now: Date,
): Exclude<KeyState, "pending"> {
  if (key.revokedAt) return "revoked";
  if (key.expiresAt <= now) return "expired";
  if (isRevealed) return "active";
  return key.revealUntil <= now ? "lapsed" : "unrevealed";
}
