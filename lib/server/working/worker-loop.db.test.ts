import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import type { TestDistributor, TestPerson } from "@/db/test/world";
import { type Id, readId } from "@/lib/kernel/ids";
import { decideOperation, readOperation } from "@/lib/operations";
import { closeDatabases } from "@/lib/runtime";
import { runWorker } from "./worker-loop";

const CUSTOMER = "+2348123456781";

describe("the worker", () => {
  let portal: TestPortal;
  let own: TestDistributor;
  let checker: TestPerson;
  let secret: string;
  let folder: string;
  const stop = new AbortController();
  let working: Promise<void>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "worker-"));
    process.env.DATA_DIR = folder;
    portal = await openPortal(async (_, response) => void response.end());
    own = await portal.world.distributor(1_000_000_00n);
    checker = await own.person("Checker One", ["checker"]);
    secret = await portal.key(own, await own.person("Admin", ["admin"]));
    await portal.world.customer(CUSTOMER);
    working = runWorker(stop.signal);
  });
  afterAll(async () => {
    stop.abort();
    await working;
    await portal.close();
    await closeDatabases(1);
    rmSync(folder, { recursive: true });
  });

  async function submit(amount: string): Promise<Id<"operation">> {
    const body = JSON.stringify({ operationType: "cash-in", amount, phoneTo: CUSTOMER });
    const { json } = await portal.api(secret, pathOf(own, "operations"), { method: "POST", body });
    return readId("operation", json.operationID) as Id<"operation">;
  }

  const asOwner = (statement: ReturnType<typeof sql>) =>
    portal.world.as(portal.world.system, async (ctx) => [...(await ctx.tx.execute(statement))]);

  it("tells a customer by SMS what was paid into the wallet, once it is, and once", async () => {
    const id = await submit("5000.00");
    const { revision, digest } = await portal.world.as(checker.caller, (ctx) => readOperation(ctx, id));
    const decision = { operationId: id, revision, digest, decision: "approve", comment: null } as const;
    await portal.world.as(checker.caller, (ctx) => decideOperation(ctx, decision));
    const file = path.join(folder, "sms.jsonl");
    await vi.waitFor(() => expect(readFileSync(file, "utf8")).toContain("NGN 5,000.00"), {
      timeout: 15_000,
      interval: 100,
    });
    const waiting = () => asOwner(sql`select topic from outbox_events where delivered_at is null`);
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 15_000, interval: 100 });
    const sent = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(sent).toEqual([
      { at: expect.any(String), to: CUSTOMER, text: "Distributor paid NGN 5,000.00 into your wallet." },
    ]);
  });

  it("ends operations whose time has run out, and their money is free again", async () => {
    const id = await submit("7000.00");
    const superuser = postgres(portal.world.urls.superuserUrl, { max: 1 });
    await superuser`alter table operations disable trigger user`;
    await superuser`update operations set expires_at = now() - interval '1 second' where id = ${id}`;
    await superuser`alter table operations enable trigger user`;
    await superuser.end();
    const status = async () => (await portal.world.as(checker.caller, (ctx) => readOperation(ctx, id))).status;
    await vi.waitFor(async () => expect(await status()).toBe("expired"), { timeout: 15_000, interval: 100 });
    const { json } = await portal.api(secret, pathOf(own, "balance"));
    expect(json).toMatchObject({ balance: "995000.00", held: "0.00" });
    expect(await portal.world.violations()).toEqual([]);
  });
});
