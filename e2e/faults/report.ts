import { say } from "../../lib/server/report.mjs";
import type { Findings } from "./check";
import type { Journal } from "./journal";
import { KIND_TEXTS, KINDS, type Kind } from "./kinds";
import type { Watch } from "./watch";

const SHOWN = 10;
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
  readonly driverFaults: number;
  readonly seconds: number;
};

/** Prints the table. @returns whether everything held */
export function report({ journal, watch, findings, recoveries, wrong, driverFaults, seconds }: Outcome): boolean {
  const all = [...recoveries.values()].flat();
  say("\nfault                 times  recovered p50      max");
  for (const kind of KINDS) {
    const times = recoveries.get(kind);
    if (times)
      say(
        `${kind.padEnd(20)} ${pad(times.length, 6)} ${ms(median(times), 14)} ${ms(Math.max(...times), 8)}   ${KIND_TEXTS[kind]}`,
      );
  }
  const { unknown } = journal;
  const slow = all.filter((time) => time > RECOVERED_WITHIN);
  const rows: [string, string | number][] = [
    ["faults injected", all.length],
    ["requests", watch.requests],
    ["operations acknowledged", journal.acknowledged],
    ["approvals, rejections acknowledged", `${journal.approvals}, ${journal.rejections}`],
    [
      "requests of unknown outcome",
      `${unknown.submissions}: ${unknown.foundDone} found done, ${unknown.doneNow} done by the retry, ${unknown.onScreen} of a form either way, ${unknown.refused} refused`,
    ],
    [
      "decisions of unknown outcome",
      `${unknown.decisions}: ${unknown.decidedBefore} found done, ${unknown.decidedNow} done by the retry`,
    ],
    ["still unknown", journal.open],
    ["lost", findings.lost.length],
    ["doubled", findings.doubled.length],
    ["half-posted", findings.halfPosted.length],
    ["inspect.violations", findings.violations.length],
    ["5xx other than 503", watch.wrong.otherErrors.length],
    [
      "503 with Retry-After",
      `${watch.unavailable.count - watch.unavailable.withoutRetryAfter} of ${watch.unavailable.count}, slowest ${ms(watch.unavailable.slowest)}`,
    ],
    ["requests over 5 s", watch.wrong.hangs.length],
    ["unexpected answers", watch.wrong.unexpected.length],
    ["connections lost without an answer", watch.lost],
    ["exceptions of the driver survived", driverFaults],
    ["recovery p50, max", all.length > 0 ? `${ms(median(all))}, ${ms(Math.max(...all))}` : "-"],
    ["recoveries over 5 s", slow.length],
    ["otherwise wrong", wrong.length],
    ["seconds", Math.round(seconds)],
  ];
  say("");
  for (const [name, value] of rows) say(`${name.padEnd(36)} ${value}`);
  const problems = [
    ...named("lost", findings.lost),
    ...named("doubled", findings.doubled),
    ...named("half-posted", findings.halfPosted),
    ...named("violation", findings.violations),
    ...named("5xx", watch.wrong.otherErrors),
    ...named("over 5 s", watch.wrong.hangs),
    ...named("unexpected", watch.wrong.unexpected),
    ...named("wrong", wrong),
  ];
  for (const problem of problems) say(`  ${problem}`);
  return problems.length === 0 && slow.length === 0 && journal.open === 0 && journal.acknowledged > 0;
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
