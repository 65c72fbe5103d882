import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";
import type { World } from "./world";

/** Application processes that serve the API of one database, each with pools and memory of its own. */
export type FrontProcesses = {
  readonly origins: readonly string[];
  /** All that they have written so far, to both of their streams; everything once they are closed. */
  output(): string;
  /** Ends them as an operator does: what is in flight is answered, what waits is written. */
  close(): Promise<void>;
};

/** Starts so many of them. @param settings of the application, beside those that it needs */
export async function startFronts(
  world: World,
  count: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<FrontProcesses> {
  const file = path.resolve(`.cache/fronts/child-${process.pid}.mjs`);
  await build({
    entryPoints: ["db/test/front-child.ts"],
    outfile: file,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "silent",
    tsconfig: "tsconfig.json",
  });
  const started = await Promise.all(Array.from({ length: count }, () => start(file, world, settings)));
  return {
    output: () => started.map(({ written }) => Buffer.concat(written).toString()).join("\n"),
    origins: started.map(({ port }) => `http://127.0.0.1:${port}`),
    async close() {
      await Promise.all(
        started.map(async ({ child }) => {
          const left = once(child, "close");
          child.send("leave");
          await left;
        }),
      );
    },
  };
}

type Started = { readonly child: ChildProcess; readonly port: number; readonly written: readonly Buffer[] };

async function start(file: string, world: World, settings: Readonly<Record<string, string>>): Promise<Started> {
  const env = {
    ...process.env,
    DATABASE_URL: world.urls.appUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SMS_HTTP_URL: "http://127.0.0.1:9/sms",
    LOG_LEVEL: "silent",
    ...settings,
  };
  const child = fork(file, { env, execArgv: [], silent: true });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => void written.push(chunk));
  // What goes wrong in one is seen where the test is.
  child.stderr?.pipe(process.stderr, { end: false });
  const ended = once(child, "exit").then(() =>
    Promise.reject(new Error("an application process ended before it served")),
  );
  const [port] = (await Promise.race([once(child, "message"), ended])) as [number];
  return { child, port, written };
}
