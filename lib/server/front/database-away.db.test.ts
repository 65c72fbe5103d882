import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import { closeDatabases } from "@/lib/runtime";

// Two seconds, and half a one for a machine that does other things, too.
const TOLD_WITHIN = 2_500;

/** A wire to the database that can be cut, or go silent. */
class Wire {
  mode: "up" | "silent" = "up";
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly to: { host: string; port: number }) {}

  async open(port = 0): Promise<number> {
    const server = createServer((near) => {
      this.sockets.add(near);
      near.on("error", () => near.destroy());
      if (this.mode === "silent") return;
      const far = connect(this.to);
      this.sockets.add(far);
      far.on("error", () => near.destroy());
      near.pipe(far).pipe(near);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return (server.address() as { port: number }).port;
  }

  /** Lets nothing through any more and ends nothing, as a network that drops packets. */
  freeze(): void {
    this.mode = "silent";
    for (const socket of this.sockets) socket.pause();
  }

  async cut(): Promise<void> {
    const { server } = this;
    const closed = new Promise((resolve) => server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }
}

describe("when the database is away", () => {
  let portal: TestPortal;
  let wire: Wire;
  let port: number;
  let ask: () => Promise<{ status: number; code: unknown; retryAfter: string | null; ms: number }>;

  beforeAll(async () => {
    portal = await openPortal(async (_, response) => void response.end());
    const own = await portal.world.distributor(0n);
    const secret = await portal.key(own, await own.person("Maker", ["maker"]));
    const url = new URL(portal.world.urls.appUrl);
    wire = new Wire({ host: url.hostname, port: Number(url.port) });
    port = await wire.open();
    url.hostname = "127.0.0.1";
    url.port = String(port);
    // From here on the application's pools lead through the wire, those that it opens again, too.
    process.env.DATABASE_URL = url.href;
    Object.assign(globalThis, {
      [Symbol.for("distributor-portal.env")]: undefined,
      [Symbol.for("distributor-portal.databases")]: {},
    });
    ask = async () => {
      const started = performance.now();
      const { status, json, headers } = await portal.api(secret, pathOf(own, "balance"));
      const ms = performance.now() - started;
      return { status, code: json.code, retryAfter: headers.get("retry-after"), ms };
    };
  });
  afterAll(async () => {
    await closeDatabases(0);
    await wire.cut();
    await portal.close();
  });

  /** Asks until the answer is a 200, at most `seconds`. */
  async function isBackWithin(seconds: number): Promise<boolean> {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) if ((await ask()).status === 200) return true;
    return false;
  }

  it("every request is a 503 that says when to come back, soon; once it is there again, so is the API", async () => {
    expect((await ask()).status).toBe(200);
    await wire.cut();
    for (let n = 0; n < 12; n++) {
      const { ms, ...answer } = await ask();
      expect(answer).toEqual({ status: 503, code: "runtime.database-unavailable", retryAfter: "1" });
      expect(ms).toBeLessThan(TOLD_WITHIN);
    }
    const ready = await fetch(`${portal.origin}/api/health/ready`);
    expect([ready.status, (await ready.json()).checks.database]).toEqual([503, "the database does not answer"]);
    expect((await fetch(`${portal.origin}/api/health`)).status).toBe(200);
    await wire.open(port);
    expect(await isBackWithin(5)).toBe(true);
  });

  it("one that takes connections and then says nothing is no longer waited for than one that takes none", async () => {
    await wire.cut();
    wire.mode = "silent";
    await wire.open(port);
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    for (const { ms, status } of answers) {
      expect(status).toBe(503);
      expect(ms).toBeLessThan(TOLD_WITHIN);
    }
    await wire.cut();
    wire.mode = "up";
    await wire.open(port);
    expect(await isBackWithin(8)).toBe(true);
  });

  it("one that falls silent on connections that stand is not waited for either, and they are given up", async () => {
    expect((await Promise.all(Array.from({ length: 20 }, ask))).map(({ status }) => status)).toEqual(
      Array(20).fill(200),
    );
    wire.freeze();
    for (const { ms, status, retryAfter } of await Promise.all(Array.from({ length: 20 }, ask))) {
      expect([status, retryAfter]).toEqual([503, "1"]);
      expect(ms).toBeLessThan(TOLD_WITHIN);
    }
    wire.mode = "up";
    expect(await isBackWithin(5)).toBe(true);
  });
});
