import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";
import type { World } from "../world";
import type { Heard, Told } from "./child";
import type { Answer, Asking, Crowd } from "./crowd";

/** A crowd whose requests go by turns to two application processes, each with a pool of its own, on one database. */
export async function overTwoProcesses(world: World): Promise<Crowd> {
  const file = path.resolve(`.cache/crowd/child-${process.pid}.mjs`);
  await build({
    entryPoints: ["db/test/crowd/child.ts"],
    outfile: file,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "silent",
    tsconfig: "tsconfig.json",
  });
  const children = await Promise.all([start(file, world), start(file, world)]);
  return {
    async ask(asked) {
      const answers = await Promise.all(
        children.map((child, n) =>
          tell(
            child,
            asked.filter((_, place) => place % 2 === n),
          ),
        ),
      );
      return asked.map((_, place) => answers[place % 2]?.[Math.floor(place / 2)] as Answer);
    },
    async leave() {
      await Promise.all(
        children.map(async (child) => {
          const left = once(child, "exit");
          child.send("leave");
          await left;
        }),
      );
    },
  };
}

async function start(file: string, world: World): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: world.urls.appUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SMS_HTTP_URL: "http://127.0.0.1:9/sms",
    LOG_LEVEL: "silent",
  };
  const child = fork(file, { env, execArgv: [], serialization: "advanced" });
  await once(child, "message");
  return child;
}

let told = 0;

function tell(child: ChildProcess, asked: readonly Asking[]): Promise<readonly Answer[]> {
  const number = ++told;
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("an application process ended before it answered"));
    const hear = (heard: Heard) => {
      if (heard.number !== number) return;
      child.off("message", hear).off("exit", gone);
      if (typeof heard.answers === "string") reject(new Error(`an application process failed: ${heard.answers}`));
      else resolve(heard.answers);
    };
    child.on("message", hear).on("exit", gone);
    child.send({ number, asked } satisfies Told);
  });
}
