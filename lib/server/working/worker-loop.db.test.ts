import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import type { TestDistributor, TestPerson } from "@/db/test/world";
import { flushRequests } from "@/lib/api-requests";
import { readInvitation } from "@/lib/identity";
import { type Id, readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { decideOperation, readOperation, submitOperation } from "@/lib/operations";
import { listPeople, resendInvitation } from "@/lib/people";
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
    secret = await portal.key(own, await own.person("Maker", ["maker"]));
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

  async function approve(operationId: Id<"operation">): Promise<void> {
    const { revision, digest } = await portal.world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
    const decision = { operationId, revision, digest, decision: "approve", comment: null } as const;
    await portal.world.as(checker.caller, (ctx) => decideOperation(ctx, decision));
  }

  const asOwner = (statement: ReturnType<typeof sql>) =>
    portal.world.as(portal.world.system, async (ctx) => [...(await ctx.tx.execute(statement))]);

  /** As a superuser, with guards and foreign keys off. */
  async function behind(change: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
    const superuser = postgres(portal.world.urls.superuserUrl, { max: 1 });
    await superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await change(tx);
    });
    await superuser.end();
  }

  it("tells a customer by SMS what was paid into the wallet, once it is, and once", async () => {
    await approve(await submit("5000.00"));
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

  it("tells a customer by SMS what a reversal took out of the wallet", async () => {
    const id = await submit("6000.00");
    await approve(id);
    const maker = await own.person("Maker Five", ["maker"]);
    const input = { type: "reversal", of: id, amount: money(6_000_00n, "NGN"), reason: "Wrong customer" } as const;
    const { operationId } = await portal.world.as(maker.caller, (ctx) =>
      submitOperation(ctx, { input, idempotency: null }),
    );
    await approve(operationId);
    const told = () => readFileSync(path.join(folder, "sms.jsonl"), "utf8");
    await vi.waitFor(() => expect(told()).toContain("Distributor took NGN 6,000.00 of a cash-in back"), {
      timeout: 15_000,
      interval: 100,
    });
  });

  it("sends an invitation's link once it is approved, and another one when it is asked for again", async () => {
    const admin = await own.person("Admin Two", ["admin"]);
    const invited = {
      type: "person-invite",
      phone: parsePhone("+2348123459999"),
      name: "New",
      roles: ["viewer"],
    } as const;
    const { operationId } = await portal.world.as(admin.caller, (ctx) =>
      submitOperation(ctx, { input: invited, idempotency: null }),
    );
    await own.person("Checker Two", ["checker"]);
    const { revision, digest } = await portal.world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
    const decision = { operationId, revision, digest, decision: "approve", comment: null } as const;
    await portal.world.as(checker.caller, (ctx) => decideOperation(ctx, decision));
    const links = () =>
      [...readFileSync(path.join(folder, "sms.jsonl"), "utf8").matchAll(/\/invitation\/([A-Za-z0-9_-]+)/g)].map(
        ([, token]) => String(token),
      );
    await vi.waitFor(() => expect(links()).toHaveLength(1), { timeout: 15_000, interval: 100 });
    expect(await readInvitation(String(links()[0]))).toMatchObject({ state: "open", person: "New", roles: ["viewer"] });
    const { items } = await portal.world.as(admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    const person = items.find(({ name }) => name === "New");
    if (!person) throw new Error("nobody was invited");
    await portal.world.as(admin.caller, (ctx) => resendInvitation(ctx, { personId: person.id }));
    await vi.waitFor(() => expect(links()).toHaveLength(2), { timeout: 15_000, interval: 100 });
    expect(await readInvitation(String(links()[0]))).toEqual({ state: "lapsed" });
    expect(await readInvitation(String(links()[1]))).toMatchObject({ state: "open" });
  });

  it("ends operations whose time has run out, and their money is free again", async () => {
    const id = await submit("7000.00");
    await behind((tx) => tx`update operations set expires_at = now() - interval '1 second' where id = ${id}`);
    const status = async () => (await portal.world.as(checker.caller, (ctx) => readOperation(ctx, id))).status;
    await vi.waitFor(async () => expect(await status()).toBe("expired"), { timeout: 15_000, interval: 100 });
    const { json } = await portal.api(secret, pathOf(own, "balance"));
    expect(json).toMatchObject({ balance: "995000.00", held: "0.00" });
    expect(await portal.world.violations()).toEqual([]);
  });

  it("goes on with the others and with the SMS when one operation cannot be ended", async () => {
    const [bad, good, paid] = [await submit("1.00"), await submit("2.00"), await submit("4321.00")];
    const hold = await asOwner(sql`select hold_id as id from operations where id = ${bad}::uuid`);
    await behind(async (tx) => {
      await tx`update operations set expires_at = now() - interval '2 seconds', hold_id = gen_random_uuid() where id = ${bad}`;
      await tx`update operations set expires_at = now() - interval '1 second' where id = ${good}`;
    });
    const status = async (id: Id<"operation">) =>
      (await portal.world.as(checker.caller, (ctx) => readOperation(ctx, id))).status;
    await vi.waitFor(async () => expect(await status(good)).toBe("expired"), { timeout: 15_000, interval: 100 });
    const { revision, digest } = await portal.world.as(checker.caller, (ctx) => readOperation(ctx, paid));
    const decision = { operationId: paid, revision, digest, decision: "approve", comment: null } as const;
    await portal.world.as(checker.caller, (ctx) => decideOperation(ctx, decision));
    const sent = () => readFileSync(path.join(folder, "sms.jsonl"), "utf8");
    await vi.waitFor(() => expect(sent()).toContain("NGN 4,321.00"), { timeout: 15_000, interval: 100 });
    expect(await status(bad)).toBe("pending");
    await behind((tx) => tx`update operations set hold_id = ${String(hold[0]?.id)} where id = ${bad}`);
    await vi.waitFor(async () => expect(await status(bad)).toBe("expired"), { timeout: 15_000, interval: 100 });
    expect(await portal.world.violations()).toEqual([]);
  });

  it("removes requests of keys from the log after thirty days", async () => {
    await portal.api(secret, pathOf(own, "balance"));
    await flushRequests();
    await behind((tx) => tx`update api_requests set at = now() - interval '30 days 1 minute'`);
    const { headers } = await portal.api(secret, pathOf(own, "balance"));
    await flushRequests();
    const another = new AbortController();
    // One that starts cleans up at once, and each minute then.
    const cleaning = runWorker(another.signal);
    const left = () => asOwner(sql`select id from api_requests`);
    const young = [{ id: headers.get("x-request-id") }];
    await vi.waitFor(async () => expect(await left()).toEqual(young), { timeout: 15_000, interval: 100 });
    another.abort();
    await cleaning;
  });
});
