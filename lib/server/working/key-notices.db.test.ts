import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { goBy, revealedKey } from "@/db/test/keys";
import { openPortal, type TestPortal } from "@/db/test/portal";
import { closeDatabases } from "@/lib/runtime";
import { runWorker } from "./worker-loop";

let portal: TestPortal;
let backstage: Backstage;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "key-notices-"));
  process.env.DATA_DIR = folder;
  portal = await openPortal(async (_, response) => void response.end());
  backstage = goBackstage(portal.world);
});
afterAll(async () => {
  await backstage.close();
  await portal.close();
  await closeDatabases(1);
  rmSync(folder, { recursive: true });
});

it("of two workers one tells the maker of a key by SMS that it ends, once", async () => {
  const own = await portal.world.distributor(0n);
  const maker = await own.person("Maker", ["maker"]);
  const checker = await own.person("Checker", ["checker"]);
  const { id, secret } = await revealedKey(portal.world, { maker, checker });
  await goBy(backstage, id, "expires_at", "6 days");
  const stop = new AbortController();
  const working = [runWorker(stop.signal), runWorker(stop.signal)];
  const sent = () => readFileSync(path.join(folder, "sms.jsonl"), { encoding: "utf8", flag: "a+" });
  await vi.waitFor(() => expect(sent()).toContain("ends on"), { timeout: 15_000, interval: 100 });
  const due = () => backstage.sql`select from outbox_events where delivered_at is null`;
  await vi.waitFor(async () => expect(await due()).toHaveLength(0), { timeout: 15_000, interval: 100 });
  stop.abort();
  await Promise.all(working);
  const lines = sent().trim().split("\n");
  const [phone] = await backstage.sql`select phone from people where id = ${maker.id}`;
  expect(lines).toHaveLength(1);
  expect(JSON.parse(String(lines[0]))).toMatchObject({ to: phone?.phone });
  expect(lines[0]).toContain(`The API key POS (…${secret.slice(-4)}) of Distributor ends on`);
  expect(lines[0]).not.toContain(secret);
});
