import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { createKey, type NewKey } from "@/lib/api-keys";
import { showId } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { frontServer, type Pages } from "@/lib/server/front/front";
import { drain, listen } from "@/lib/server/front/listen";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

/** A front server over a world of its own, with pages that tell what reached them. */
export type TestPortal = {
  readonly world: World;
  readonly origin: string;
  readonly servers: readonly Server[];
  /** Makes a key and returns its secret. */
  key(distributor: TestDistributor, madeBy: TestPerson, change?: Partial<NewKey>): Promise<string>;
  /** Asks the API as a key. */
  api(secret: string, path: string, init?: RequestInit): Promise<Answer>;
  close(): Promise<void>;
};

/** An answer, read. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly json: any;
};

/** Path of a distributor in the API. */
export function pathOf(distributor: TestDistributor, rest: string): string {
  return `/api/v1/distributors/${showId("distributor", distributor.id)}/${rest}`;
}

/** Opens the front server on a free port. `pages` stands for Next. */
export async function openPortal(pages: Pages): Promise<TestPortal> {
  const world = await createWorld();
  Object.assign(process.env, {
    DATABASE_URL: world.urls.appUrl,
    WORKER_DATABASE_URL: world.urls.workerUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    PORTAL_EMBEDDED: "1",
    LOG_LEVEL: "silent",
  });
  const { servers, port } = await listen(frontServer(pages, false), { host: "127.0.0.1", port: 0 });
  const origin = `http://127.0.0.1:${port}`;
  return {
    world,
    origin,
    servers,
    key: async (distributor, madeBy, change = {}) => {
      const key: NewKey = {
        distributorId: distributor.id,
        label: "test",
        madeBy: madeBy.id,
        permissions: ["read-balance", "read-transactions", "perform-operations"],
        maxAmountMinor: null,
        maxDailyMinor: null,
        allowedAddresses: [],
        requestsPerMinute: 100_000,
        expiresAt: new Date(Date.now() + 86_400_000),
        ...change,
      };
      const made = await run(world.system, { requestId: "test", database: world.owner }, (ctx) => createKey(ctx, key));
      return made.secret;
    },
    api: async (secret, path, init = {}) => {
      const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json", ...init.headers };
      const response = await fetch(`${origin}${path}`, { ...init, headers });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : null };
    },
    close: async () => {
      await drain(servers, 1);
      await world.close();
    },
  };
}
