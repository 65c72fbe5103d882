import { isDeepStrictEqual } from "node:util";
import { localDate } from "@/lib/kernel/time";
import { apply } from "./apply";
import { setRight } from "./befall";
import { type Cast, strike } from "./cast";
import { castWorld } from "./cast-world";
import { nextStep } from "./generate";
import { compare } from "./look-closely";
import { perform } from "./perform";
import { type Random, randomOf } from "./random";
import { rushIn, rushOut } from "./rush";
import { allOnOneWallet, rushAsked, smsToAll } from "./rush-asked";
import { type Answer, type Step, showStep } from "./steps";

/** How many requests come at once in each half of a round, and how many steps are done one after the other before it. */
const RUSH = 40;
const BETWEEN = 10;

/** How often each answer was given. */
export type Answers = ReadonlyMap<string, number>;

type Counted = { readonly step: Step; readonly answer: Answer };

/** A world under way: what is noted is told when it fails. */
type Run = {
  readonly cast: Cast;
  readonly random: Random;
  note(step: Step): void;
  count(answers: readonly Counted[]): void;
};

/**
 * Plays one seed: each step is done in a real world and in the model, and both must answer and look the same.
 * @param closely how often every operation and counter is looked at, in steps; balances and numbers of rows are after each
 * @throws Error that names the seed, the step and the command that plays it again
 */
export function play(seed: number, steps: number, closely: number): Promise<Answers> {
  return inWorld(seed, async (run) => {
    for (let n = 1; n <= steps; n++) {
      await playStep(run, nextStep(run.random, run.cast.state), n === steps || n % closely === 0);
    }
  });
}

/**
 * Plays rounds of one seed in which many requests come at once. What the model cannot know is who was first: from one run to the next the
 * same seed asks for the same until the first round, and for the like afterwards.
 * @throws Error that names the seed
 */
export function rush(seed: number, rounds: number): Promise<Answers> {
  return inWorld(seed, async (run) => {
    for (let round = 0; round < rounds; round++) {
      for (let n = 1; n <= BETWEEN; n++) await playStep(run, nextStep(run.random, run.cast.state), n === BETWEEN);
      // What keys may do on one day is soon used up; a rush is to find it whole.
      if (run.random.chance(70)) await playStep(run, { kind: "new-day" }, false);
      const entered = await rushIn(run.cast, run.random, RUSH);
      for (const step of allOnOneWallet(run.random, run.cast.state)) await playStep(run, step, false);
      for (const step of smsToAll(run.cast.state)) await playStep(run, step, false);
      const heard = await rushAsked(run.cast, run.random);
      const left = await rushOut(run.cast, run.random, RUSH);
      run.count([...entered, ...heard, ...left]);
    }
  });
}

async function inWorld(seed: number, work: (run: Run) => Promise<void>): Promise<Answers> {
  const random = randomOf(seed);
  const cast = await castWorld(random);
  const answers = new Map<string, number>();
  const done: Step[] = [];
  try {
    await work({
      cast,
      random,
      note: (step) => done.push(step),
      count: (given) => {
        for (const name of given.flatMap(namesOf)) answers.set(name, (answers.get(name) ?? 0) + 1);
      },
    });
    await verify(cast);
    return answers;
  } catch (error) {
    throw new Error(story(seed, done, error));
  } finally {
    await strike(cast);
  }
}

async function playStep({ cast, note, count }: Run, step: Step, closely: boolean): Promise<void> {
  note(step);
  const day = localDate(new Date(), "Africa/Lagos");
  const given = await perform(cast, step, day);
  const foretold = apply(cast.state, step, day);
  if (!isDeepStrictEqual(given, foretold)) {
    throw new Error(`the model foretold ${JSON.stringify(foretold)}, the answer was ${JSON.stringify(given)}`);
  }
  await compare(cast, closely);
  count(given.map((answer) => ({ step, answer })));
}

/** What is counted: each code, and of what was accepted what it was and what came of it. */
function namesOf({ step, answer }: Counted): string[] {
  const { code, outcome, status } = answer;
  if (code !== "accepted") return [code];
  const verb = "input" in step ? step.input.type : step.kind;
  return [code, [code, verb, outcome ?? status].filter(Boolean).join(" ")];
}

async function verify(cast: Cast): Promise<void> {
  await setRight(cast);
  const violations = await cast.world.violations();
  if (violations.length > 0) throw new Error(`inspect.violations: ${JSON.stringify(violations)}`);
}

function story(seed: number, done: readonly Step[], error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const last = done.slice(-5);
  const path = last.map((one, n) => `  ${done.length - last.length + n + 1}. ${showStep(one)}`);
  return [
    `Seed ${seed} fails at step ${done.length}: ${text}`,
    "The last steps:",
    ...path,
    `Again: MODEL_SEED=${seed} MODEL_STEPS=${done.length} npx vitest run --project db db/test/model/model.db.test.ts`,
  ].join("\n");
}
