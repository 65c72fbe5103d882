import { writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "@/db/client";
import { CALLERS } from "./drive";
import { serveBareNext, servePortal, serveUnlogged } from "./http/serve";
import type { Bench, Measurement } from "./measurement";
import { bulkApproval, hotDecisions, hotDecisionsByUnit } from "./measurements/decisions";
import { runHistory } from "./measurements/history";
import { httpBalance, httpCashIn } from "./measurements/http";
import { memory, memoryGrowth } from "./measurements/memory";
import { loggedBalance, loggedCashIn } from "./measurements/request-log";
import { hotTransfers, hotTransfersByUnit, spreadTransfers, spreadTransfersByUnit } from "./measurements/transfers";
import { verifyMillion } from "./measurements/verification";
import type { Place } from "./place";
import { randomOf } from "./random";
import { type Row, runMeasurement } from "./run-measurement";
import { tableOf } from "./table";
import { createBareTables } from "./tables";
import { createWorld } from "./world";

const MEASUREMENTS: readonly Measurement[] = [
  hotTransfers,
  hotTransfersByUnit,
  spreadTransfers,
  spreadTransfersByUnit,
  hotDecisions,
  hotDecisionsByUnit,
  bulkApproval,
  httpCashIn,
  httpBalance,
  memory,
  memoryGrowth,
];

/** Taken when asked for by name alone: what they fill first takes minutes, or they say what one part costs. */
const ON_REQUEST: readonly Measurement[] = [verifyMillion, loggedCashIn, loggedBalance];

/**
 * Takes the measurements that were asked for, prints the table, writes the rows as JSON.
 * @returns the exit code: 1 when the database is not whole afterwards; a figure that is not reached is a result, not a failure
 */
export async function bench(place: Place): Promise<number> {
  try {
    return await measure(place);
  } catch (error) {
    // Drizzle's errors show a statement with its parameters, here of a thousand rows, and hide the reason.
    throw (error as Error).cause ?? error;
  }
}

async function measure(place: Place): Promise<number> {
  const { options, tools, urls } = place;
  const chosen = choose(place);
  tools.say(`Seed ${options.seed}; ${options.runs} runs of ${options.seconds} s each, Node ${process.versions.node}`);
  const ready = await tools.step("Making issuer, people and wallets", () => open(place));
  const rows: Row[] = [];
  for (const measurement of chosen) rows.push(...(await runMeasurement(ready, measurement)));
  const violations = await tools.step("Checking the database", () => countViolations(urls.auditor));
  // Filled by SQL, chains and sums do not verify, so that this comes last.
  if (options.history !== null) rows.push(...(await runHistory(ready, options.history)));
  tools.say(`\n${tableOf(rows)}\n\nViolations in the database after the measurements: ${violations}`);
  const file = path.resolve(place.root, options.json);
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  tools.say(`Rows written to ${file}`);
  return violations === 0 ? 0 : 1;
}

function choose({ options: { only }, tools }: Place): readonly Measurement[] {
  const all = [...MEASUREMENTS, ...ON_REQUEST];
  const names = [...all.map(({ name }) => name), "history"];
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new tools.StartupError(`There is no "${unknown}". There are ${names.join(", ")}.`);
  return only ? all.filter(({ name }) => only.includes(name)) : MEASUREMENTS;
}

async function open(place: Place): Promise<Bench> {
  const { urls, options, ending } = place;
  await createBareTables(urls.superuser);
  // One pool for the baselines and for the application's own code.
  const app = openDatabase(urls.app, { max: CALLERS, name: "bench-app" });
  ending.add(() => app.$client.end({ timeout: 5 }));
  const owner = openDatabase(urls.owner, { max: CALLERS, name: "bench-transfers" });
  ending.add(() => owner.$client.end({ timeout: 5 }));
  const serveBy = (database: Database) =>
    Object.assign(globalThis, { [Symbol.for("distributor-portal.databases")]: { app: database } });
  serveBy(app);
  return {
    place,
    app,
    byOwner: async (work) => {
      serveBy(owner);
      try {
        return await work();
      } finally {
        serveBy(app);
      }
    },
    world: await createWorld(urls.owner),
    random: randomOf(options.seed),
    portal: once(() => servePortal(place)),
    unlogged: once(() => serveUnlogged(place)),
    bareNext: once(() => serveBareNext(place)),
  };
}

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= start();
    return started;
  };
}

async function countViolations(auditorUrl: string): Promise<number> {
  const sql = postgres(auditorUrl, { max: 1 });
  try {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from inspect.violations`;
    return row?.n ?? -1;
  } finally {
    await sql.end();
  }
}
