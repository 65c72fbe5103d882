import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { signInSms } from "@/lib/notifications";
import { readSms } from "./read-sms";

let dataDir: string;
const append = (text: string) => appendFileSync(path.join(dataDir, "sms.jsonl"), text);
const at = "2026-11-20T10:00:00.000Z";

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "portal-sms-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("before the first SMS there is none", async () => {
  expect(await readSms(dataDir, 10)).toEqual([]);
});

test("the newest comes first, and no more than asked for", async () => {
  for (let n = 1; n <= 5; n++) append(`${JSON.stringify({ at, to: "+2348123456781", text: `number ${n}` })}\n`);
  expect((await readSms(dataDir, 3)).map((sms) => sms.text)).toEqual(["number 5", "number 4", "number 3"]);
});

test("the code of a sign-in SMS is found, and no part of a longer number is one", async () => {
  const { to, text } = signInSms(parsePhone("+2348123456781"), "012345", 5);
  append(`${JSON.stringify({ at, to, text })}\n`);
  append(`${JSON.stringify({ at, to, text: "Call 2348123456781 or 12345" })}\n`);
  expect((await readSms(dataDir, 2)).map((sms) => sms.code)).toEqual([null, "012345"]);
});

test("a line being written and a broken one are left out", async () => {
  append(`${JSON.stringify({ at, to: "+2348123456781", text: "whole" })}\nnonsense\n{"at":"2026`);
  expect((await readSms(dataDir, 10)).map((sms) => sms.text)).toEqual(["whole"]);
});

test("of a file that has grown only the end is read, from a whole line on", async () => {
  for (let n = 0; n < 2_000; n++) append(`${JSON.stringify({ at, to: "+2348123456781", text: `é number ${n}` })}\n`);
  const found = await readSms(dataDir, 10_000);
  expect(found.length).toBeGreaterThan(300);
  expect(found.length).toBeLessThan(2_000);
  expect(found.at(-1)?.text).toMatch(/^é number \d+$/);
});
