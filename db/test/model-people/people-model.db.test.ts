import { describe, expect, it } from "vitest";
import { randomOf } from "../model/random";
import { seedsToPlay } from "../model/seeds";
import { castWorld, strike } from "./cast";
import { compare } from "./compare";
import { foretell } from "./foretell";
import { perform } from "./perform";
import { nextStep, type Step } from "./steps";

const { seeds, steps } = seedsToPlay();

/** Plays one seed in a real world and in the model. @throws Error that names the seed, the step and the command that plays it again */
async function play(seed: number): Promise<Map<string, number>> {
  const random = randomOf(seed);
  const cast = await castWorld();
  const answers = new Map<string, number>();
  const done: Step[] = [];
  try {
    for (let n = 1; n <= steps; n++) {
      const step = nextStep(random, cast.state);
      done.push(step);
      const given = await perform(cast, step);
      expect(given).toBe(foretell(cast.state, step));
      await compare(cast);
      if (given) answers.set(given, (answers.get(given) ?? 0) + 1);
    }
    // That three days have gone by, the times of decisions do not know.
    const aged = done.some(({ kind }) => kind === "three-days");
    const found = (await cast.world.violations()) as { readonly kind?: string }[];
    expect(
      found.filter((one) => !(aged && JSON.stringify(one).includes("decided-through-controlled-identity"))),
    ).toEqual([]);
    return answers;
  } catch (error) {
    const last = done.slice(-6).map((step, n) => `  ${Math.max(done.length - 6, 0) + n + 1}. ${JSON.stringify(step)}`);
    const again = `MODEL_SEED=${seed} MODEL_STEPS=${done.length} npx vitest run --project db db/test/model-people`;
    throw new Error([`Seed ${seed}: ${error instanceof Error ? error.message : error}`, ...last, again].join("\n"));
  } finally {
    await strike(cast);
  }
}

describe("whoever may invite, change, suspend, remove and decide on people may as the model foretells", () => {
  for (const seed of seeds.slice(0, Math.ceil(seeds.length / 3))) {
    it(`in ${steps} steps of seed ${seed}`, { timeout: 60_000 + steps * 1000 }, async ({ task }) => {
      const answers = await play(seed);
      // For the figures of npm run test:long.
      Object.assign(task.meta, { answers: Object.fromEntries(answers), steps });
      expect(answers.get("accepted: completed") ?? 0).toBeGreaterThan(0);
    });
  }
});
