import { isDeepStrictEqual } from "node:util";
import { localDate } from "@/lib/kernel/time";
import { apply } from "./apply";
import { setRight } from "./befall";
import { type Cast, castWorld, strike } from "./cast";
import { nextStep } from "./generate";
import { actualSight, differences, expectedSight } from "./look";
import { actualDetails, expectedDetails } from "./look-closely";
import { perform } from "./perform";
import { randomOf } from "./random";
import { type Answer, type Step, showStep } from "./steps";

/** How often every operation and counter is looked at, in steps; balances and numbers of rows are after each. */
const CLOSELY = 10;

/** What a run was made of: how many requests had each answer. */
export type Played = { readonly steps: number; readonly answers: ReadonlyMap<string, number> };

/**
 * Plays one seed: each step is done in a real world and in the model, and both must answer and look the same.
 * @throws Error that names the seed, the step and the command that plays it again
 */
export async function play(seed: number, steps: number, closely = CLOSELY): Promise<Played> {
  const random = randomOf(seed);
  const cast = await castWorld(random);
  const answers = new Map<string, number>();
  let done: readonly Step[] = [];
  try {
    for (let n = 1; n <= steps; n++) {
      const step = nextStep(random, cast.state);
      done = [...done.slice(-4), step];
      const given = await playStep(cast, step, n === steps || n % closely === 0);
      for (const { code } of given) answers.set(code, (answers.get(code) ?? 0) + 1);
    }
    await verify(cast);
    return { steps, answers };
  } catch (error) {
    throw new Error(story(seed, cast.state.steps, done, error));
  } finally {
    await strike(cast);
  }
}

async function playStep(cast: Cast, step: Step, closely: boolean): Promise<readonly Answer[]> {
  const { state } = cast;
  state.steps += 1;
  const day = localDate(new Date(), "Africa/Lagos");
  const given = await perform(cast, step, day);
  const foretold = apply(state, step, day);
  if (!isDeepStrictEqual(given, foretold)) {
    throw new Error(`the model foretold ${JSON.stringify(foretold)}, the answer was ${JSON.stringify(given)}`);
  }
  const seen = differences(expectedSight(cast, state), await actualSight(cast));
  const details = closely ? differences(expectedDetails(cast, state), await actualDetails(cast)) : [];
  if (seen.length + details.length > 0) throw new Error([...seen, ...details].join("\n"));
  return given;
}

/** Nothing is violated but what was rewritten: that an operation needs two approvals, which the audit knows nothing of. */
async function verify(cast: Cast): Promise<void> {
  await setRight(cast);
  const rewritten = new Set<unknown>(cast.operations.filter((_, n) => cast.state.operations[n]?.approvalsNeeded === 2));
  const found = (await cast.world.violations()) as { readonly subject?: unknown }[];
  const violations = found.filter(({ subject }) => !rewritten.has(subject));
  if (violations.length > 0) throw new Error(`inspect.violations: ${JSON.stringify(violations)}`);
}

function story(seed: number, step: number, done: readonly Step[], error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const path = done.map((one, n) => `  ${step - done.length + n + 1}. ${showStep(one)}`);
  return [
    `Seed ${seed} fails at step ${step}: ${text}`,
    "The last steps:",
    ...path,
    `Again: MODEL_SEED=${seed} MODEL_STEPS=${step} npx vitest run --project db db/test/model/model.db.test.ts`,
  ].join("\n");
}
