import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { bundled } from "../../lib/server/bundle.mjs";
import type { Ending } from "../../lib/server/ending.mjs";
import { freePort } from "../../lib/server/ports.mjs";
import { runNode } from "../../lib/server/run-child.mjs";
import { StartupError } from "../../lib/server/startup-error.mjs";
import { waitFor } from "../../lib/server/wait.mjs";
import { Door } from "./asking";
import { Cluster } from "./cluster";
import { Supervised } from "./supervised";
import type { Watch } from "./watch";
import { Wire } from "./wire";

/** Where a run keeps its things. */
export type Place = { readonly root: string; readonly dataDir: string; readonly logs: string };

/** A whole installation of the portal, as somebody runs it for real, with a wire of ours between the application and Postgres. */
export type Installation = {
  readonly cluster: Cluster;
  readonly wire: Wire;
  readonly doors: readonly Door[];
  readonly worker: Supervised;
};

/** Starts Postgres with trial data, application processes and a worker. */
export async function install(place: Place, apps: number, watch: Watch, ending: Ending): Promise<Installation> {
  const { root, dataDir, logs } = place;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const cluster = await Cluster.make(root, dataDir);
  ending.add(() => cluster.close());
  for (const entry of ["migrate", "seed-trial"] as const) {
    const { code, output } = await runNode([bundled(root, entry)], { cwd: root, env: cluster.env });
    if (code !== 0) throw new StartupError(`${entry} failed:\n${output}`);
  }
  const wire = new Wire(() => cluster.port);
  const through = await wire.open();
  ending.add(() => wire.close());
  const gateway = await openSmsGateway();
  ending.add(() => void gateway.close());
  const sms = (gateway.address() as { port: number }).port;
  const env = {
    ...productionEnv(cluster, through, sms),
    // Of their own: a checkout's copies may be those of a real installation.
    CHAIN_HEADS_DIR: path.join(dataDir, "chain-heads"),
  };

  const supervise = (name: string, program: "main" | "worker", more: Record<string, string>) => {
    const command = { name, program: bundled(root, program), cwd: root, env: { ...env, ...more } };
    const process = new Supervised({ ...command, log: path.join(logs, `${name}.log`) });
    ending.add(() => process.end());
    process.start();
    return process;
  };
  const worker = supervise("worker", "worker", {});
  const doors: Door[] = [];
  for (let n = 1; n <= apps; n++) {
    const port = await freePort("127.0.0.1");
    const app = supervise(`app-${n}`, "main", { PORT: String(port), HOST: "127.0.0.1" });
    const door = new Door(app, port, watch);
    ending.add(() => door.close());
    doors.push(door);
  }
  for (const door of doors) await untilReady(door);
  return { cluster, wire, doors, worker };
}

function productionEnv(cluster: Cluster, through: number, gateway: number): Record<string, string | undefined> {
  const { DATABASE_URL = "", WORKER_DATABASE_URL = "", NEXTAUTH_SECRET, ENCRYPTION_KEY } = cluster.env;
  const viaWire = (text: string) => {
    const url = new URL(text);
    url.port = String(through);
    return url.href;
  };
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: "warn",
    DATABASE_URL: viaWire(DATABASE_URL),
    WORKER_DATABASE_URL: viaWire(WORKER_DATABASE_URL),
    OWNER_DATABASE_URL: undefined,
    PUBLIC_URL: undefined,
    POOL_SIZE: undefined,
    NEXTAUTH_SECRET,
    ENCRYPTION_KEY,
    SMS_HTTP_URL: `http://127.0.0.1:${gateway}/sms`,
  };
}

/** Takes every SMS and forgets it. */
async function openSmsGateway(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function untilReady({ port, app }: Door): Promise<void> {
  const ready = await waitFor(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null);
    return answer?.ok ? true : null;
  }, 60_000);
  if (!ready) throw new StartupError(`${app.command.name} did not become ready: see ${app.command.log}`);
}
