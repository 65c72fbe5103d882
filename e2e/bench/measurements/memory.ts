import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { CONNECTIONS } from "../drive";
import { balance, cashIn } from "../http/exchanges";
import { loadServer } from "../http/load-server";
import type { Bench, Measurement } from "../measurement";
import { median } from "../statistics";

/** A run takes as many times longer than others: a leak needs time to show. */
const LONGER = 12;
const EVERY = 250;

/** Megabytes of one run: its greatest, and how its last quarter stands to its second one. */
type Memory = { readonly peak: number; readonly growth: number };

const unread: Memory[] = [];

/** Cash-ins and balances in turn on one process, while its memory is read. */
async function loadAndWatch(bench: Bench): Promise<Memory> {
  const { origin, pid } = await bench.portal();
  const read: number[] = [residentMegabytes(pid)];
  const timer = setInterval(() => read.push(residentMegabytes(pid)), EVERY);
  try {
    const load = { callers: CONNECTIONS, seconds: LONGER * bench.place.options.seconds, warmUp: 1 };
    await loadServer(bench, { origin, load, exchanges: [cashIn(bench.world), balance(bench.world)] });
  } finally {
    clearInterval(timer);
  }
  const quarter = Math.floor(read.length / 4);
  const growth = median(read.slice(-quarter)) / median(read.slice(quarter, 2 * quarter));
  const [start, end] = [read[0] ?? 0, read.at(-1) ?? 0];
  const peak = Math.max(...read);
  bench.place.tools.say(
    `  Memory: ${Math.round(start)} MB at the start, ${Math.round(peak)} at most, ${Math.round(end)} at the end.`,
  );
  return { peak, growth };
}

/** What a process has in memory. */
function residentMegabytes(pid: number): number {
  const kilobytes =
    process.platform === "linux"
      ? /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  if (!Number(kilobytes)) throw new Error("the memory of the application cannot be read here");
  return Number(kilobytes) / 1024;
}

/** Of the application's process, over all of a run. */
export const memory: Measurement = {
  name: "memory",
  what: "most memory of one application process under cash-ins and balances, 32 connections",
  unit: "MB",
  target: { atMost: 600 },
  async measure(bench) {
    const seen = await loadAndWatch(bench);
    unread.push(seen);
    return { value: seen.peak, p50: null, p99: null };
  },
};

/** Of the same runs, or of its own where those were not asked for. */
export const memoryGrowth: Measurement = {
  name: "memory-growth",
  what: "its memory in the last quarter of a run, as a multiple of that in the second",
  unit: "×",
  // Room for the collector's own ups and downs; a kilobyte lost with each request would be 1.4 and more.
  target: { atMost: 1.2 },
  async measure(bench) {
    const { growth } = unread.shift() ?? (await loadAndWatch(bench));
    return { value: growth, p50: null, p99: null };
  },
};
