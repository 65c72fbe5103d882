import { keepSeal } from "@/lib/identity";
import { StartupError } from "./startup-error.mjs";

/**
 * Has the database know the seal of this installation's sessions from the start.
 * @throws StartupError when it keeps another one: nobody could sign in, but whoever brought that one
 */
export async function requireSeal(): Promise<void> {
  if (await keepSeal()) return;
  throw new StartupError(
    "The database keeps the seal of another ENCRYPTION_KEY. Where this one is meant, the owner deletes it (DELETE FROM session_seals); where it never changed, somebody else has written there.",
  );
}
