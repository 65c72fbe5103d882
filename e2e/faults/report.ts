import { say } from "../../lib/server/report.mjs";
import type { Findings } from "./check";
import type { Journal } from "./journal";
import { KIND_TEXTS, KINDS, type Kind } from "./kinds";
import type { Watch } from "./watch";

const SHOWN = 10;
const WIDTH = 38;
/** In ms, from the start command to the first approval. */
export const RECOVERED_WITHIN = 5_000;

/** What a run has to tell. */
export type Outcome = {
  readonly journal: Journal;
  readonly watch: Watch;
  readonly findings: Findings;
  /** Recovery times of each kind in ms, one for each fault. */
  readonly recoveries: ReadonlyMap<Kind, readonly number[]>;
  /** Faults that were not as they should be, processes that ended by themselves: a line each. */
  readonly wrong: readonly string[];
  /** Recoveries that took too long. */
  readonly slow: readonly string[];
  readonly driverFaults: number;
  readonly seconds: number;
};

/** Prints the table. @returns whether everything held */
export function report(outcome: Outcome): boolean {
  const { recoveries } = outcome;
  const all = [...recoveries.values()].flat();
  say("\nfault                 times  recovered p50      max");
  for (const kind of KINDS) {
    const times = recoveries.get(kind);
    if (!times) continue;
    const figures = `${pad(times.length, 6)} ${ms(median(times), 14)} ${ms(Math.max(...times), 8)}`;
    say(`${kind.padEnd(20)} ${figures}   ${KIND_TEXTS[kind]}`);
  }
  say("");
  for (const [name, value] of facts(outcome)) say(`${name.padEnd(WIDTH)} ${value}`);
  const zeros = zerosOf(outcome);
  for (const [name, lines] of zeros) say(`${`must be 0: ${name}`.padEnd(WIDTH)} ${lines.length}`);
  const problems = zeros.flatMap(([name, lines]) => named(name, lines));
  for (const problem of problems) say(`  ${problem}`);
  return problems.length === 0 && all.length > 0 && outcome.journal.acknowledged > 0;
}

function facts({ journal, watch, recoveries, driverFaults, seconds }: Outcome): [string, string | number][] {
  const all = [...recoveries.values()].flat();
  const { unknown } = journal;
  const { count, withoutRetryAfter, slowest } = watch.unavailable;
  return [
    ["faults injected", all.length],
    ["requests", watch.requests],
    ["operations acknowledged", journal.acknowledged],
    ["approvals, rejections acknowledged", `${journal.approvals}, ${journal.rejections}`],
    ["requests of unknown outcome", unknown.submissions],
    [
      "  what their retries said",
      `${unknown.foundDone} done before, ${unknown.doneNow} done now, ${unknown.onScreen} either (forms), ${unknown.refused} refused`,
    ],
    ["decisions of unknown outcome", unknown.decisions],
    ["  what their retries said", `${unknown.decidedBefore} done before, ${unknown.decidedNow} done now`],
    ["503 with Retry-After", `${count - withoutRetryAfter} of ${count}, slowest ${ms(slowest)}`],
    ["connections lost without an answer", watch.lost],
    ["driver's exceptions survived", driverFaults],
    ["recovery p50, max", all.length > 0 ? `${ms(median(all))}, ${ms(Math.max(...all))}` : "-"],
    ["seconds", Math.round(seconds)],
  ];
}

/** What must not happen, each with a line for every time that it has. */
function zerosOf({ journal, watch, findings, wrong, slow }: Outcome): [string, readonly string[]][] {
  return [
    ["lost", findings.lost],
    ["doubled", findings.doubled],
    ["half-posted", findings.halfPosted],
    ["inspect.violations", findings.violations],
    ["still unknown", Array.from({ length: journal.open }, () => "a client still waits for an outcome")],
    ["5xx other than 503", watch.wrong.otherErrors],
    ["requests over 5 s", watch.wrong.hangs],
    ["unexpected answers", watch.wrong.unexpected],
    ["recoveries over 5 s", slow],
    ["otherwise wrong", wrong],
  ];
}

function named(name: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, SHOWN).map((line) => `${name}: ${line}`);
  return lines.length > SHOWN ? [...shown, `${name}: and ${lines.length - SHOWN} more`] : shown;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function ms(time: number, width = 0): string {
  return `${Math.round(time)} ms`.padStart(width);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}
