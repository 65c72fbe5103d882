import { say } from "../../lib/server/report.mjs";
import { AUTHENTICATION, EVERY_ANSWER, RATE } from "./clauses/everywhere";
import { LIMITS } from "./clauses/limits";
import { CREATING, IDEMPOTENCY } from "./clauses/making";
import { QUEUE } from "./clauses/queue";
import { BALANCE, OPERATIONS, RECIPIENTS } from "./clauses/reading";
import { VALIDATION } from "./clauses/refusing";
import { type Clause, type Kit, NotAsked, openKit } from "./kit";
import { type Options, readOptions, USAGE } from "./options";

/** What is created comes first, so that the lists have something to say. */
const CHAPTERS = [
  EVERY_ANSWER,
  AUTHENTICATION,
  BALANCE,
  RECIPIENTS,
  VALIDATION,
  CREATING,
  IDEMPOTENCY,
  LIMITS,
  OPERATIONS,
  QUEUE,
  RATE,
];

/** What became of a clause; `why` where it does not hold or was not asked. */
type Verdict = { readonly mark: "holds" | "FAILS" | "not asked"; readonly why?: string };

/** Asks every clause and prints a row of each. The exit code is 0 when none fails, 2 where the command line is wrong. */
async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    say(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const kit = openKit(options);
  const marks: Verdict["mark"][] = [];
  for (const { title, clauses } of CHAPTERS) {
    say(`\n${title}`);
    for (const clause of clauses) {
      const { mark, why } = await judge(kit, clause);
      marks.push(mark);
      say(`  ${mark.padEnd(9)}  ${clause.says}${why ? `\n             ${why}` : ""}`);
    }
  }
  const count = (mark: Verdict["mark"]) => marks.filter((one) => one === mark).length;
  const failed = count("FAILS");
  say(`\n${count("holds")} of ${marks.length} clauses hold, ${failed} fail, ${count("not asked")} were not asked.`);
  return failed === 0 ? 0 : 1;
}

async function judge(kit: Kit, { needs = [], check }: Clause): Promise<Verdict> {
  const missing = needs.filter((name) => kit.options[name] === undefined);
  if (missing.length > 0) return { mark: "not asked", why: `needs ${missing.map(asOption).join(" and ")}` };
  try {
    await check(kit);
    return { mark: "holds" };
  } catch (error) {
    if (error instanceof NotAsked) return { mark: "not asked", why: error.message };
    return { mark: "FAILS", why: (error as Error).message.replaceAll("\n", " ").slice(0, 400) };
  }
}

function asOption(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

process.exitCode = await main();
