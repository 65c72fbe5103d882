import type { Door } from "./asking";
import { type Knocking, knockWhileAway } from "./away";
import type { Cluster } from "./cluster";
import type { Dice } from "./dice";
import type { Kind } from "./kinds";
import { pause } from "./submitting";
import type { Supervised } from "./supervised";
import type { Wire } from "./wire";

/** Everything that can be hurt. */
export type Victims = {
  readonly cluster: Cluster;
  readonly wire: Wire;
  readonly doors: readonly Door[];
  readonly worker: Supervised;
  readonly knocking: Knocking;
};

/** A fault that is over: since when everything could work again, through which processes, and what was wrong meanwhile. */
export type Injected = { readonly from: number; readonly doors: readonly Door[]; readonly wrong: readonly string[] };

type Inject = (victims: Victims, dice: Dice) => Promise<Omit<Injected, "wrong"> & { wrong?: readonly string[] }>;

const NO_SPACE = /No space left on device|File too large/;

/** How each kind of fault is done. Everything that chance decides is thrown before anything is done, so that a seed replays. */
const INJECT: Readonly<Record<Kind, Inject>> = {
  "kill-app": async ({ doors }, dice) => {
    const door = dice.pick(doors);
    const before = performance.now();
    door.app.kill();
    await until(() => door.app.startedAt > before, 5_000);
    return { from: door.app.startedAt, doors: [door] };
  },
  "kill-worker": async ({ doors, worker }) => {
    worker.kill();
    return { from: performance.now(), doors: [...doors] };
  },
  "kill-postgres": async ({ cluster, wire, doors, knocking }, dice) => {
    const away = dice.whole(0, 2_000);
    wire.manner = dice.pick(["closed", "reset"] as const);
    signal(cluster.processes(), "SIGKILL");
    const wrong: string[] = [];
    if (away >= 1_000) {
      // Until the last connection has noticed.
      await pause(200);
      for (const door of doors) wrong.push(...(await knockWhileAway(door, knocking)));
    } else await pause(away);
    return { from: await restart(cluster), doors, wrong };
  },
  "kill-backend": async ({ cluster, doors }) => {
    signal(cluster.backends().slice(0, 1), "SIGKILL");
    return { from: performance.now(), doors };
  },
  "terminate-backend": async ({ cluster, doors }) => {
    const [pid = 0] = cluster.backends();
    await cluster.superuser`select pg_terminate_backend(${pid})`;
    return { from: performance.now(), doors };
  },
  "cut-before-commit": async ({ wire, doors }, dice) => {
    wire.manner = dice.pick(["closed", "reset"] as const);
    const wrong = (await wire.cutAtCommit("before", 5_000)) ? [] : ["nobody committed within 5 s"];
    return { from: performance.now(), doors, wrong };
  },
  "cut-after-commit": async ({ wire, doors }, dice) => {
    wire.manner = dice.pick(["closed", "reset"] as const);
    const wrong = (await wire.cutAtCommit("after", 5_000)) ? [] : ["nobody committed within 5 s"];
    return { from: performance.now(), doors, wrong };
  },
  "stall-wire": async ({ wire, doors }) => {
    wire.stall(true);
    await pause(1_000);
    wire.stall(false);
    return { from: performance.now(), doors };
  },
  "stop-app": async ({ doors }, dice) => {
    const door = dice.pick(doors);
    await door.app.pause(dice.whole(1_000, 3_000));
    return { from: performance.now(), doors: [door] };
  },
  "stop-worker": async ({ doors, worker }, dice) => {
    await worker.pause(dice.whole(1_000, 3_000));
    return { from: performance.now(), doors };
  },
  "stop-backend": ({ cluster, doors }, dice) => stop(cluster.backends().slice(0, 1), doors, dice),
  "stop-postmaster": ({ cluster, doors }, dice) => stop([cluster.postmaster() ?? 0], doors, dice),
  "stop-postgres": ({ cluster, doors }, dice) => stop(cluster.processes(), doors, dice),
  "stray-message": async ({ wire, doors }, dice) => {
    const number = dice.whole(0, 1);
    const wrong = (await until(() => wire.stray(number), 5_000)) ? [] : ["no connection was idle within 5 s"];
    return { from: performance.now(), doors, wrong };
  },
  "full-tables": async ({ cluster, doors }) => {
    if (typeof cluster.disks === "string") throw new Error(cluster.disks);
    const mark = cluster.logged();
    cluster.disks.tables.fill();
    const felt = await until(() => NO_SPACE.test(cluster.loggedSince(mark)), 10_000);
    await pause(1_000);
    cluster.disks.tables.free();
    const from = cluster.isRunning ? performance.now() : await restart(cluster);
    return { from, doors, wrong: felt ? [] : ["the full disk was not felt within 10 s"] };
  },
  "full-wal": async ({ cluster, doors }) => {
    const mark = cluster.logged();
    const { disks } = cluster;
    if (typeof disks === "string") cluster.limitFiles(8_192);
    else disks.wal.fill();
    const felt = await until(async () => {
      // Towards the next segment, for which there is no room.
      await cluster.superuser`select pg_switch_wal()`.catch(() => undefined);
      return /PANIC/.test(cluster.loggedSince(mark));
    }, 10_000);
    await pause(500);
    if (typeof disks === "string") cluster.limitFiles("unlimited");
    else disks.wal.free();
    const from = cluster.isRunning ? performance.now() : await restart(cluster);
    return { from, doors, wrong: felt ? [] : ["the full write-ahead log was not felt within 10 s"] };
  },
};

/** Does one fault; it is over when this returns. */
export async function inject(kind: Kind, victims: Victims, dice: Dice): Promise<Injected> {
  const { wrong = [], ...injected } = await INJECT[kind](victims, dice);
  return { ...injected, wrong: wrong.map((line) => `${kind}: ${line}`) };
}

/** @returns when the start command was given */
async function restart(cluster: Cluster): Promise<number> {
  const from = performance.now();
  await cluster.start();
  return from;
}

async function stop(pids: readonly number[], doors: readonly Door[], dice: Dice): Promise<Injected> {
  const milliseconds = dice.whole(1_000, 3_000);
  signal(pids, "SIGSTOP");
  await pause(milliseconds);
  signal(pids, "SIGCONT");
  return { from: performance.now(), doors, wrong: [] };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has just ended by itself.
    }
  }
}

async function until(holds: () => boolean | Promise<boolean>, within: number): Promise<boolean> {
  const end = performance.now() + within;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}
