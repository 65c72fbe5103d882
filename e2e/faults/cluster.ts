import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { FIRST_MESSAGE, ownSockets } from "@/db/sockets";
import { startEmbedded } from "../../lib/server/embedded.mjs";
import { clusterFiles, clusterNameOf } from "../../lib/server/postgres/cluster.mjs";
import { startPostgres, stopLeftOver } from "../../lib/server/postgres/launch.mjs";
import { commandOf, processesOf } from "../../lib/server/postgres/processes.mjs";
import { discardDisk, SmallDisk } from "./small-disk";

type Environment = Awaited<ReturnType<typeof startEmbedded>>["env"];
type Files = ReturnType<typeof clusterFiles>;

/** The harness' own Postgres: its processes, its disks, and a superuser who looks on, past the wire. */
export class Cluster {
  private constructor(
    readonly env: Environment,
    readonly port: number,
    readonly superuser: postgres.Sql,
    /** Where tables and write-ahead log lie on disks that can be filled; else why they do not. */
    readonly disks: { readonly tables: SmallDisk; readonly wal: SmallDisk } | string,
    private readonly dataDir: string,
    private readonly files: Files,
    private readonly name: string,
  ) {}

  /** Makes a new cluster in a folder, throwing away what is there. */
  static async make(root: string, dataDir: string): Promise<Cluster> {
    const files = clusterFiles(dataDir);
    await Cluster.discard(dataDir);
    const made = await startEmbedded({ root, dataDir });
    await made.stop();
    const disks = smallDisks(files);
    const { superuserUrl, port } = await startPostgres({ dataDir });
    const superuser = postgres(superuserUrl, {
      ...ownSockets(),
      max: 3,
      database: "portal",
      connect_timeout: 2,
      backoff: () => 0.1,
      connection: { application_name: "faults".padEnd(FIRST_MESSAGE) },
      fetch_types: false,
      onnotice: () => undefined,
    });
    // Few segments in stock, so that a full disk is felt at once.
    for (const setting of ["wal_recycle = off", "min_wal_size = '32MB'", "max_wal_size = '256MB'"])
      await superuser.unsafe(`alter system set ${setting}`);
    await superuser`select pg_reload_conf()`;
    const cluster = new Cluster(made.env, port, superuser, disks, dataDir, files, clusterNameOf(files.home));
    return cluster;
  }

  /** Stops and removes what a run has left in a folder, one that was killed included. */
  static async discard(dataDir: string): Promise<void> {
    const { data } = clusterFiles(dataDir);
    await stopLeftOver({ dataDir });
    for (const folder of [path.join(data, "pg_wal"), data]) discardDisk(folder);
    rmSync(dataDir, { recursive: true, force: true });
  }

  /** The start command, as a supervisor gives it. */
  async start(): Promise<void> {
    const { port } = await startPostgres({ dataDir: this.dataDir });
    if (port !== this.port) throw new Error(`Postgres came back on port ${port} instead of ${this.port}`);
  }

  get isRunning(): boolean {
    return this.postmaster() !== null;
  }

  /** Every process of the server. */
  processes(): number[] {
    return processesOf(this.name);
  }

  postmaster(): number | null {
    return this.processes().find((pid) => commandOf(pid)?.includes(`cluster_name=${this.name} `)) ?? null;
  }

  /** Backends that serve the application, those in the middle of something first. */
  backends(): number[] {
    const titles = this.processes().map((pid) => ({ pid, title: commandOf(pid) ?? "" }));
    const own = titles.filter(({ title }) => title.includes(": portal_app portal "));
    return own.sort((a, b) => Number(isIdle(a.title)) - Number(isIdle(b.title))).map(({ pid }) => pid);
  }

  /** How much the server has logged so far, and what it has logged since. */
  logged(): number {
    return existsSync(this.files.log) ? statSync(this.files.log).size : 0;
  }

  loggedSince(mark: number): string {
    return readFileSync(this.files.log).subarray(mark).toString("utf8");
  }

  /** Lets no file of the server grow over this many bytes: what stands in for a full disk where none can be mounted. */
  limitFiles(bytes: number | "unlimited"): void {
    for (const pid of this.processes()) spawnSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
  }

  async close(): Promise<void> {
    await this.superuser.end({ timeout: 1 });
    await Cluster.discard(this.dataDir);
  }
}

function isIdle(title: string): boolean {
  return title.trimEnd().endsWith(" idle");
}

function smallDisks({ data }: Files): Cluster["disks"] {
  const tables = SmallDisk.replace(data);
  if (typeof tables === "string") return tables;
  const wal = SmallDisk.replace(path.join(data, "pg_wal"));
  return typeof wal === "string" ? wal : { tables, wal };
}
