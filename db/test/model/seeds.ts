import { randomInt } from "node:crypto";

/** Which runs are wanted: `closely` is how often every detail is looked at, in steps. */
export type Wanted = { readonly seeds: readonly number[]; readonly steps: number; readonly closely: number };

const SLICE = { seeds: 6, steps: 150, closely: 10 };

/** One seed, the one of `MODEL_SEED`, looked at closely at each step; otherwise a slice of new ones. `MODEL_STEPS` is how many steps each has. */
export function seedsToPlay(): Wanted {
  const { MODEL_SEED: seed, MODEL_SEEDS: count, MODEL_STEPS: length } = process.env;
  const steps = wholeNumber("MODEL_STEPS", length) ?? SLICE.steps;
  const wanted = wholeNumber("MODEL_SEED", seed);
  if (wanted !== null) return { seeds: [wanted], steps, closely: 1 };
  const first = randomInt(2 ** 31);
  const seeds = Array.from({ length: wholeNumber("MODEL_SEEDS", count) ?? SLICE.seeds }, (_, n) => first + n);
  return { seeds, steps, closely: SLICE.closely };
}

function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
}
