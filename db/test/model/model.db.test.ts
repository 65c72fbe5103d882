import { describe, expect, it } from "vitest";
import { play } from "./play";
import { seedsToPlay } from "./seeds";

const { seeds, steps, closely } = seedsToPlay();

describe("the real verbs answer and move money as the model foretells", () => {
  for (const seed of seeds) {
    it(`in ${steps} steps of seed ${seed}`, { timeout: 60_000 + steps * 1000 }, async ({ task }) => {
      const played = await play(seed, steps, closely);
      // For the figures of npm run test:long.
      Object.assign(task.meta, { answers: Object.fromEntries(played.answers) });
      expect(played.steps).toBe(steps);
    });
  }
});
