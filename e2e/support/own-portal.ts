import { mkdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "@playwright/test";
import { bundled } from "../../lib/server/bundle.mjs";
import { startEmbedded } from "../../lib/server/embedded.mjs";
import { freePort } from "../../lib/server/ports.mjs";
import { stopLeftOver } from "../../lib/server/postgres/launch.mjs";
import { checkout, endChild, runNode, spawnNode } from "../../lib/server/run-child.mjs";
import { cleanEnv } from "../../lib/server/testing/stage.mjs";
import { waitFor } from "../../lib/server/wait.mjs";
import { dataDir } from "./trial";

/** A portal as somebody runs it for real, by the steps of the README: a database of its own that is migrated and empty, and no trial. */
export type OwnPortal = {
  readonly address: string;
  readonly ownerUrl: string;
  /** `npm run issuer:create -- …`: what it prints, and its exit code. */
  issuerCreate(...args: string[]): Promise<{ code: number; output: string }>;
  /** The code in the newest SMS to a phone after `before` others. */
  smsCode(phone: string, before: number): Promise<string>;
  smsCount(phone: string): number;
  stop(): Promise<void>;
};

type Sms = { readonly to: string; readonly text: string };

/** Starts Postgres, migrates, opens a gateway for SMS and starts one application process of the build that stands there. Stop it afterwards. */
export async function startOwnPortal(name: string): Promise<OwnPortal> {
  const folder = path.join(dataDir, name);
  // Of a run that was killed.
  await stopLeftOver({ dataDir: folder });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const database = await startEmbedded({ root: checkout, dataDir: folder });
    ends.push(database.stop);
    const { OWNER_DATABASE_URL, DATABASE_URL, NEXTAUTH_SECRET, ENCRYPTION_KEY } = database.env;
    const run = (args: string[], env: Record<string, string | undefined>) =>
      runNode(args, { cwd: checkout, env: cleanEnv({ NODE_ENV: "production", OWNER_DATABASE_URL, ...env }) });
    expect(await run([bundled(checkout, "migrate")], {})).toMatchObject({ code: 0 });

    const sent: Sms[] = [];
    const gateway = await openGateway((sms) => sent.push(sms));
    ends.push(() => gateway.close());
    const port = await freePort("127.0.0.1");
    const address = `http://127.0.0.1:${port}`;
    const app = spawnNode([bundled(checkout, "main")], {
      cwd: checkout,
      env: cleanEnv({
        ...{ NODE_ENV: "production", LOG_LEVEL: "warn", NEXT_TELEMETRY_DISABLED: "1" },
        ...{ DATABASE_URL, NEXTAUTH_SECRET, ENCRYPTION_KEY, PUBLIC_URL: address, HOST: "127.0.0.1" },
        PORT: String(port),
        SMS_HTTP_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`,
      }),
      stdout: "inherit",
    });
    ends.push(() => endChild(app, 30_000));
    const ready = async () => ((await fetch(`${address}/api/health/ready`).catch(() => null))?.ok ? true : null);
    expect(await waitFor(ready, 60_000)).toBe(true);

    const to = (phone: string) => sent.filter((sms) => sms.to === phone);
    return {
      address,
      ownerUrl: String(OWNER_DATABASE_URL),
      issuerCreate: (...args) => run(["lib/server/run-entry.mjs", "issuer-create", ...args], { PUBLIC_URL: address }),
      smsCount: (phone) => to(phone).length,
      async smsCode(phone, before) {
        await expect.poll(() => to(phone).length, { message: `an SMS to ${phone}` }).toBeGreaterThan(before);
        return /\b([0-9]{6})\b/.exec(to(phone).at(-1)?.text ?? "")?.[1] ?? "";
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Takes each SMS as the settings' own template says it. */
async function openGateway(take: (sms: Sms) => void): Promise<Server> {
  const gateway = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    take(JSON.parse(Buffer.concat(pieces).toString()) as Sms);
    response.end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  return gateway;
}
