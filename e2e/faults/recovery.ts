import type { Door } from "./asking";
import { decide } from "./deciding";
import type { Dice } from "./dice";
import type { Load } from "./load";
import { pause } from "./submitting";

/** What does not come back within this many ms will not. */
const GIVE_UP = 20_000;

/**
 * How long after `from` (`performance.now()`) the first approval through this process succeeds, in ms: somebody asks for an operation and a
 * checker approves it, each trying until it works. Infinity where it never does.
 */
export async function firstApproval(load: Load, door: Door, dice: Dice, from: number): Promise<number> {
  const never = pause(GIVE_UP).then(() => Number.POSITIVE_INFINITY);
  return Promise.race([never, untilApproved(load, door, dice).then(() => performance.now() - from)]);
}

async function untilApproved(load: Load, door: Door, dice: Dice): Promise<void> {
  const settling = { ...load.settling(dice), doors: [door] };
  const checker = dice.pick(load.checkers);
  for (;;) {
    const id = await load.cashIn(settling);
    const seen = id ? await load.see(id) : null;
    // A checker of the load may have been quicker.
    if (seen && (await decide(settling, checker, seen, "approve", door)) === "completed") return;
    await pause(20);
  }
}
