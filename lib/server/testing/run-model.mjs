import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { startPostgres } from "../postgres/launch.mjs";
import { say } from "../report.mjs";
import { runTool } from "./stage.mjs";

const SEEDS = 200;
const STEPS = 500;
/** Each plays its seeds one after the other, in databases of their own. */
const WORKERS = 2;
const WITHIN = 60 * 60_000;

/** @typedef {{ answers?: Record<string, number>, steps?: number, rushed?: Record<string, number>, rounds?: number }} Meta */
/** @typedef {{ testResults: { assertionResults: { meta?: Meta }[] }[] }} Report */

/**
 * The real verbs against their model, many seeds at length (db/test/model).
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runModel(run) {
  const started = Date.now();
  const first = randomInt(2 ** 31);
  say(`  ${SEEDS} seeds from ${first} on, ${STEPS} steps each, ${WORKERS} at a time`);
  const server = await startPostgres({ dataDir: path.join(run.folder, "database") });
  run.ending.add(server.stop);
  const share = SEEDS / WORKERS;
  const reports = await Promise.all(
    Array.from({ length: WORKERS }, async (_, n) => {
      const report = path.join(run.folder, `model-${n}.json`);
      const code = await play(run, { report, first: first + n * share, seeds: share, database: server.superuserUrl });
      run.tally.vitest("model", report, code);
      return report;
    }),
  );
  await server.stop();
  sayFigures(reports, Math.round((Date.now() - started) / 1000));
}

/**
 * @param {import("./stage.mjs").Run} run
 * @param {{ report: string, first: number, seeds: number, database: string }} share
 */
function play(run, { report, first, seeds, database }) {
  const args = ["run", "--project", "db", "db/test/model/model.db.test.ts"];
  args.push("--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`);
  const env = {
    TEST_SUPERUSER_URL: database,
    MODEL_SEED: String(first),
    MODEL_SEEDS: String(seeds),
    MODEL_STEPS: String(STEPS),
  };
  return runTool(run, { tool: "vitest", args, env, within: WITHIN });
}

/** @param {readonly string[]} files @param {number} seconds */
function sayFigures(files, seconds) {
  const metas = files.flatMap((file) => {
    /** @type {Report} */
    const report = JSON.parse(readFileSync(file, "utf8"));
    return report.testResults.flatMap((result) => result.assertionResults.map(({ meta }) => meta ?? {}));
  });
  const sum = (/** @type {(meta: Meta) => number | undefined} */ of) =>
    metas.reduce((total, meta) => total + (of(meta) ?? 0), 0);
  say(
    `\n  ${sum((meta) => (meta.steps ? 1 : 0))} of ${SEEDS} seeds, ${sum((meta) => meta.steps)} steps in ${seconds} s`,
  );
  sayAnswers(
    "requests one after the other",
    metas.map((meta) => meta.answers ?? {}),
  );
  sayAnswers(
    `requests at once, in ${sum((meta) => meta.rounds)} rounds`,
    metas.map((meta) => meta.rushed ?? {}),
  );
}

/** @param {string} title @param {readonly Record<string, number>[]} counts */
function sayAnswers(title, counts) {
  /** @type {Record<string, number>} */
  const answers = {};
  let all = 0;
  for (const [code, times] of counts.flatMap((count) => Object.entries(count))) {
    answers[code] = (answers[code] ?? 0) + times;
    all += times;
  }
  say(`\n  ${all} ${title}:`);
  const most = Object.entries(answers).sort(([, one], [, other]) => other - one);
  for (const [code, times] of most) say(`  ${String(times).padStart(8)}  ${code}`);
}
