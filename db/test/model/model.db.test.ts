import { describe, expect, it } from "vitest";
import { play } from "./play";
import { seedsToPlay } from "./seeds";

const { seeds, steps, closely } = seedsToPlay();

describe("the real verbs answer and move money as the model foretells", () => {
  it.each(seeds)(`in ${steps} steps of seed %i`, async (seed) => {
    expect((await play(seed, steps, closely)).steps).toBe(steps);
  });
});
