import { request } from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { openPortal, type TestPortal } from "@/db/test/portal";

type Reply = { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string };

let portal: TestPortal;
let path: string;

beforeAll(async () => {
  portal = await openPortal(async (_, response) => void response.writeHead(418).end());
  await portal.world.distributor(50_00n);
  const superuser = postgres(portal.world.urls.superuserUrl, { max: 1 });
  const [row] = await superuser`select encode(hash, 'hex') as hash from ledger_transfers`;
  await superuser.end();
  path = `/api/public/transfers/tx_${row?.hash}`;
});
afterAll(() => portal.close());

function ask(method: string, to: string, headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(portal.origin, { method, path: to, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on("error", reject).end();
  });
}

describe("the public API behind the front server", () => {
  it("answers by itself, to scripts of any site, with nothing that could be kept and no cookie", async () => {
    const reply = await ask("GET", path, { origin: "https://elsewhere.example", cookie: "portal.session=x" });
    expect([reply.status, JSON.parse(reply.text).confirmed]).toEqual([200, true]);
    expect(reply.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(reply.headers["set-cookie"]).toBeUndefined();
    expect(reply.headers["access-control-allow-credentials"]).toBeUndefined();
  });

  it.each(["POST", "OPTIONS", "TRACE", "PROPFIND"])("%s is a 405 wherever it comes from", async (method) => {
    const reply = await ask(method, path, { origin: "https://elsewhere.example" });
    expect([reply.status, reply.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    "/api/public",
    "/api/public/",
    "/api/public/transfers",
    "/api/public/transfers/",
    "/api/public/operations/x",
  ])("%s is a 404 of the API, and never reaches the pages", async (other) => {
    const reply = await ask("GET", other);
    expect([reply.status, JSON.parse(reply.text).code]).toEqual([404, "request.not-found"]);
  });
});

describe("when the database is away", () => {
  it("the public API says so and when to come back; what is malformed is still a 400", async () => {
    const key = Symbol.for("distributor-portal.databases");
    const holder = globalThis as { [key]?: object };
    const before = holder[key];
    const away = openDatabase("postgres://portal_app@127.0.0.1:1/none", { max: 1, name: "test-away" });
    holder[key] = { app: away, counters: away };
    const [found, malformed] = [await ask("GET", path), await ask("GET", "/api/public/transfers/tx_1")];
    Object.assign(holder, { [key]: before });
    await away.$client.end({ timeout: 0 });
    expect([found.status, found.headers["retry-after"], JSON.parse(found.text).code]).toEqual([
      503,
      "1",
      "runtime.database-unavailable",
    ]);
    expect(malformed.status).toBe(400);
  });
});
