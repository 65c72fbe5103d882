import { type AddressInfo, createServer, Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "./client";
import { createTestDatabase, type TestDatabase } from "./test/database";

let urls: TestDatabase;
let database: Database;
const made: Socket[] = [];

beforeAll(async () => {
  const connect = Socket.prototype.connect;
  vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...args: unknown[]) {
    made.push(this);
    return Reflect.apply(connect, this, args);
  });
  urls = await createTestDatabase();
});
beforeEach(async () => {
  database = openDatabase(urls.appUrl, { max: 1, name: "test-sockets" });
  await database.$client`select 1`;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await urls.drop();
});

/** What a statement comes to, within a second. */
const soon = (work: Promise<unknown>) =>
  Promise.race([
    work.then(
      () => "answered",
      (error: { code?: string }) => error.code,
    ),
    new Promise((resolve) => setTimeout(() => resolve("silence"), 1_000)),
  ]);

/** Has the pool's only connection fail when a statement has been given to it that it has not sent yet. */
async function failWhileGathering(): Promise<Promise<unknown>> {
  const statement = database.$client.unsafe("select 2").execute();
  for (let turns = 0; turns < 5; turns++) await null;
  made.at(-1)?.destroy(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
  return statement;
}

describe("a connection that fails", () => {
  it("before it has sent what it was given leaves a place in the pool that answers", async () => {
    const lost = failWhileGathering();
    expect(await soon(lost)).toBe("ECONNRESET");
    expect(await soon(database.$client`select 3`)).toBe("answered");
    await database.$client.end();
  });

  it("is given nothing more: whoever asks at once is answered by the next one", async () => {
    const lost = failWhileGathering();
    expect(await soon(lost.catch(() => database.$client`select 4`))).toBe("answered");
    await database.$client.end();
  });

  it("may say that it failed after the driver has let go of it: that is nobody's error", async () => {
    const socket = made.at(-1);
    socket?.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
    await soon(database.$client`select 5`);
    expect(await soon(database.$client`select 6`)).toBe("answered");
    expect(() => socket?.emit("error", new Error("late"))).not.toThrow();
    await database.$client.end();
  });
});

describe("what no server says unasked", () => {
  /** A server's bytes in pieces of a size, on the pool's connection while a statement is under way. */
  const say = (bytes: Buffer, size: number) => {
    for (let at = 0; at < bytes.length; at += size) made.at(-1)?.emit("data", bytes.subarray(at, at + size));
  };
  const copyIn = Buffer.from("4700000007000000", "hex");
  const notice = Buffer.from(`4e0000000c${Buffer.from("SNOTICE\0", "latin1").toString("hex")}`, "hex");

  it.each([1, 3, 100])(
    "a COPY, in pieces of %d bytes, ends the connection: a statement is answered with its loss, never with a stream",
    async (size) => {
      const asked = database.$client.unsafe("select pg_sleep(0.2)").execute();
      setTimeout(() => say(Buffer.concat([notice, copyIn]), size), 20);
      expect(await soon(asked)).toBe("CONNECTION_CLOSED");
      expect(await soon(database.$client`select 3`)).toBe("answered");
      await database.$client.end();
    },
  );

  it("rows that hold the letters of a COPY are rows", async () => {
    const text = "GHW".repeat(100_000);
    const [row] = await database.$client`select ${text} as text, 'G' as g`;
    expect(row).toEqual({ text, g: "G" });
    await database.$client.end();
  });
});

it("a server that closes each connection in order is told to those who wait, and is not asked without a pause", async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const away = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`, { max: 1, name: "test-sockets" });
  for (let n = 0; n < 3; n++) expect(await soon(away.$client`select 1`)).toBe("CONNECTION_CLOSED");
  expect(connections).toBeLessThanOrEqual(3);
  await away.$client.end({ timeout: 0 });
  server.close();
});
