import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sourceHash } from "@/lib/server/source-hash.mjs";
import type { Place } from "../place";

/** A server that the bench has started. */
export type Served = { readonly origin: string; readonly pid: number };

const READY_WITHIN = 120_000;
/** Database connections of either server: the portal's default. */
const POOL_SIZE = "10";
const BARE = "e2e/bench/bare-next";

/** The built portal in production, as `npm run serve` runs it with a database of its own; it logs to a file. */
export async function servePortal(place: Place): Promise<Served> {
  await place.tools.buildPages(place.root);
  return serve(place, "portal", [place.server], "/api/health/ready");
}

/** The same without its request log. */
export async function serveUnlogged(place: Place): Promise<Served> {
  const env = { ...place.env, REQUEST_LOG: "off" };
  await place.tools.buildPages(place.root);
  return serve({ ...place, env }, "portal-unlogged", [place.server], "/api/health/ready");
}

/** The bare Next application of the baselines, built, under `next start`. */
export async function serveBareNext(place: Place): Promise<Served> {
  await place.tools.step("Building the bare Next application", () => buildBareNext(place));
  const program = ["node_modules/next/dist/bin/next", "start", BARE, "--hostname", "127.0.0.1"];
  return serve(place, "bare-next", program, "/select?id=1");
}

async function buildBareNext({ root, env, tools }: Place): Promise<void> {
  const stamp = path.join(root, BARE, ".next/.sources");
  const sources = ["app", "database.ts", "next.config.ts"].map((part) => path.join(BARE, part));
  const hash = sourceHash(root, [...sources, "db/client.ts", "db/schema", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const args = ["node_modules/next/dist/bin/next", "build", BARE];
  const { code, output } = await tools.runNode(args, { cwd: root, env: tools.cleanEnv(env) });
  if (code !== 0) throw new tools.StartupError(`next build of ${BARE} failed (${code}):\n${output.trim()}`);
  writeFileSync(stamp, hash);
}

async function serve(place: Place, name: string, program: string[], probe: string): Promise<Served> {
  const { root, folder, env, tools, ending } = place;
  const port = await tools.freePort("127.0.0.1");
  const log = path.join(folder, `${name}.log`);
  const output = openSync(log, "w", 0o600);
  const settings = tools.cleanEnv({ ...env, POOL_SIZE, PORT: String(port), HOST: "127.0.0.1" });
  const child = tools.spawnNode(program, { cwd: root, env: settings, stdout: output });
  closeSync(output);
  ending.add(() => tools.endChild(child, 20_000));
  const origin = `http://127.0.0.1:${port}`;
  const outcome = await tools.waitFor(async () => {
    if (tools.hasEnded(child)) return "ended";
    const answer = await fetch(origin + probe, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return answer?.ok ? "ready" : null;
  }, READY_WITHIN);
  if (outcome !== "ready" || child.pid === undefined) {
    const tail = readFileSync(log, "utf8").trim().split("\n").slice(-10).join("\n");
    throw new tools.StartupError(`The ${name} did not become ready.\n${tail}`);
  }
  return { origin, pid: child.pid };
}
