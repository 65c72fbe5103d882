import { describe, expect, it } from "vitest";
import { play, rush } from "./play";
import { seedsToPlay } from "./seeds";

const { seeds, steps, rounds, closely } = seedsToPlay();
// On a machine that does other things at once, too.
const timeout = 60_000 + steps * 1000;

describe("the real verbs answer and move money as the model foretells", () => {
  for (const seed of seeds) {
    it(`in ${steps} steps of seed ${seed}`, { timeout }, async ({ task }) => {
      const answers = await play(seed, steps, closely);
      // For the figures of npm run test:long.
      Object.assign(task.meta, { answers: Object.fromEntries(answers), steps });
      expect(answers.get("accepted")).toBeGreaterThan(0);
    });
  }
});

describe("of many requests at once, in whatever order, each is done once or leaves nothing behind", () => {
  for (const seed of seeds.slice(0, Math.ceil(seeds.length / 2))) {
    it(`in ${rounds} rounds of seed ${seed}`, { timeout }, async ({ task }) => {
      const answers = await rush(seed, rounds);
      Object.assign(task.meta, { rushed: Object.fromEntries(answers), rounds });
      expect(answers.get("accepted")).toBeGreaterThan(0);
    });
  }
});
