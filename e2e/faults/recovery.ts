import type { Door } from "./asking";
import { decide } from "./deciding";
import type { Dice } from "./dice";
import type { Load } from "./load";
import { pause } from "./submitting";

/**
 * How long after `from` (`performance.now()`) the first approval through this process succeeds, in ms: somebody asks for an operation and a
 * checker approves it, each trying until it works.
 */
export async function firstApproval(load: Load, door: Door, dice: Dice, from: number): Promise<number> {
  const settling = { ...load.settling(dice), doors: [door] };
  const checker = dice.pick(load.checkers);
  for (;;) {
    const id = await load.cashIn(settling);
    const seen = id ? await load.see(id) : null;
    // A checker of the load may have been quicker.
    if (seen && (await decide(settling, checker, seen, "approve", door)) === "completed")
      return performance.now() - from;
    await pause(20);
  }
}
