import { readFileSync } from "node:fs";
import type { Ending } from "../../lib/server/ending.mjs";
import { say } from "../../lib/server/report.mjs";
import { compare, type Findings } from "./check";
import { Dice } from "./dice";
import { inject, type Victims } from "./inject";
import { install, type Place } from "./installation";
import type { Kind } from "./kinds";
import { Load } from "./load";
import type { Options } from "./options";
import { fillQueue } from "./queue";
import { firstApproval } from "./recovery";
import { RECOVERED_WITHIN, report } from "./report";
import { actionId, readTrial } from "./seats";
import { pause } from "./submitting";
import { Watch } from "./watch";

const QUEUE = 100;
const CALM = 2_000;
const SIGN_IN = "app/(auth)/actions.ts";

/**
 * Faults one after the other under constant load; after each the first approval is waited for and timed, after every `checkEvery` of them the
 * load rests and the database is compared with what the clients know.
 * @returns whether everything held
 */
export async function runFaults(place: Place, options: Options, ending: Ending): Promise<boolean> {
  const started = performance.now();
  const watch = new Watch();
  const dice = new Dice(options.seed);
  const installation = await install(place, options.apps, watch, ending);
  const { cluster, doors, worker } = installation;
  const kinds = possible(options.kinds, cluster.disks);
  const trial = readTrial(place.dataDir);
  const refill = () =>
    fillQueue(
      cluster.env.OWNER_DATABASE_URL ?? "",
      { issuer: trial.issuer.id, phones: trial.customers.slice(0, 6).map(({ phone }) => phone) },
      QUEUE,
      dice,
    );
  await refill();
  const load = await Load.start(place.root, place.dataDir, cluster, doors, options.seed);
  const victims: Victims = {
    ...installation,
    knocking: {
      client: load.client,
      checker: load.checkers[0] as Load["checkers"][number],
      sendCode: { path: "/sign-in", id: actionId(place.root, SIGN_IN, "sendCode") },
    },
  };
  say(
    `Ready after ${seconds(started)} s: ${options.apps} application processes, a worker, Postgres and the wire between them`,
  );

  let pack: Kind[] = [];
  const recoveries = new Map<Kind, number[]>();
  const wrong: string[] = [];
  const slow: string[] = [];
  let findings: Findings = { lost: [], doubled: [], halfPosted: [], violations: [] };

  /** One fault, until everything works again. @returns whether it does */
  const hurt = async (n: number): Promise<boolean> => {
    // Like a pack of cards: each kind comes before any comes again.
    if (pack.length === 0) pack = dice.shuffle(kinds);
    const kind = pack.pop() as Kind;
    const thrown = new Dice(Math.floor(dice.upTo(2 ** 31)));
    const injected = await inject(kind, victims, thrown);
    wrong.push(...injected.wrong);
    const times = await Promise.all(injected.doors.map((door) => firstApproval(load, door, thrown, injected.from)));
    const recovered = Math.max(...times);
    recoveries.set(kind, [...(recoveries.get(kind) ?? []), recovered]);
    if (recovered > RECOVERED_WITHIN) {
      const names = injected.doors
        .filter((_, place) => (times[place] ?? 0) > RECOVERED_WITHIN)
        .map(({ app }) => app.command.name);
      slow.push(
        `fault ${n}, ${kind}: no approval through ${names.join(", ")} within 5 s, but after ${Math.round(recovered)} ms`,
      );
    }
    await pause(thrown.upTo(200));
    return recovered < Number.POSITIVE_INFINITY;
  };
  const checkpoint = async (n: number): Promise<void> => {
    await load.pause();
    wrong.push(...(await calm(load, doors)));
    findings = await compare(cluster.superuser, load.journal);
    wrong.push(...(await outboxEmpties(victims)));
    const bad = Object.values(findings).flat().length + wrong.length + slow.length;
    const tail = bad > 0 ? `, ${bad} WRONG` : "";
    say(`  ${n} faults, ${load.journal.acknowledged} operations, ${seconds(started)} s${tail}`);
    await refill();
    load.resume();
  };

  let back = true;
  for (let n = 1; n <= options.faults && back; n++) {
    back = await hurt(n);
    if (back && (n % options.checkEvery === 0 || n === options.faults)) await checkpoint(n);
  }
  // Who waits for a process that never answers would be waited for in vain.
  if (back) await load.end();
  for (const process of [...doors.map(({ app }) => app), worker]) {
    if (process.endedByItself > 0)
      wrong.push(`${process.command.name} has ended by itself ${process.endedByItself} times`);
  }
  const driverFaults = survived([...doors.map(({ app }) => app), worker].map(({ command }) => command.log));
  return report({
    journal: load.journal,
    watch,
    findings,
    recoveries,
    wrong,
    slow,
    driverFaults,
    seconds: Number(seconds(started)),
  });
}

/** What of the faults this machine can do. */
function possible(kinds: readonly Kind[], disks: unknown): readonly Kind[] {
  if (typeof disks !== "string") return kinds;
  say(
    `Disk full: no file system of our own here (${disks}); the write-ahead log is limited by RLIMIT_FSIZE, tables are left out`,
  );
  return kinds.filter((kind) => kind !== "full-tables");
}

/** Once it is quiet every place in every pool answers, soon. */
async function calm(load: Load, doors: Load["doors"]): Promise<string[]> {
  const lines: string[] = [];
  for (const door of doors) {
    const from = performance.now();
    const answers = await Promise.all(Array.from({ length: 40 }, () => load.balance(door)));
    const ms = Math.round(performance.now() - from);
    const bad = answers.filter(({ status }) => status !== 200).map(({ status }) => status);
    if (bad.length > 0 || ms > CALM)
      lines.push(`${door.app.command.name} in calm: ${bad.length} of 40 not answered (${bad[0]}), ${ms} ms`);
  }
  return lines;
}

/** The worker has survived, too: it delivers what waits. */
async function outboxEmpties({ cluster }: Victims): Promise<string[]> {
  const end = performance.now() + 30_000;
  for (;;) {
    const [row] = await cluster.superuser<{ waiting: number }[]>`
      select count(*)::int as waiting from outbox_events where delivered_at is null and attempts = 0`;
    if (row?.waiting === 0) return [];
    if (performance.now() > end) return [`the worker leaves ${row?.waiting} events in the outbox`];
    await pause(100);
  }
}

/** How often a driver's exception that nobody could catch was survived, by the processes' own logs. */
function survived(logs: readonly string[]): number {
  return logs.reduce((sum, log) => sum + readFileSync(log, "utf8").split("the database driver failed").length - 1, 0);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
