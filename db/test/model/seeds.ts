import { randomInt } from "node:crypto";

/** Which runs are wanted: how many steps one after the other, how many rounds of many at once, and how often, in steps, all is looked at. */
export type Wanted = {
  readonly seeds: readonly number[];
  readonly steps: number;
  readonly rounds: number;
  readonly closely: number;
};

const STEPS_A_ROUND = 50;
const SLICE = { seeds: 6, steps: 100, closely: 10 };

/**
 * A slice of new seeds. `MODEL_SEED` names the first, `MODEL_SEEDS` how many and `MODEL_STEPS` the steps of each. One seed that is asked for
 * by name is looked at closely at each step.
 */
export function seedsToPlay(): Wanted {
  const named = wholeNumber("MODEL_SEED");
  const count = wholeNumber("MODEL_SEEDS") ?? (named === null ? SLICE.seeds : 1);
  const first = named ?? randomInt(2 ** 31);
  const steps = wholeNumber("MODEL_STEPS") ?? SLICE.steps;
  return {
    seeds: Array.from({ length: count }, (_, n) => first + n),
    steps,
    rounds: Math.ceil(steps / STEPS_A_ROUND),
    closely: named !== null && count === 1 ? 1 : SLICE.closely,
  };
}

function wholeNumber(name: "MODEL_SEED" | "MODEL_SEEDS" | "MODEL_STEPS"): number | null {
  const text = process.env[name];
  if (text === undefined || text === "") return null;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
}
