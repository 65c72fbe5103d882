import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { signInSms } from "./sign-in-sms";
import { trialSmsProvider } from "./trial-sms-provider";

const dataDir = mkdtempSync(path.join(tmpdir(), "sms-"));
const file = path.join(dataDir, "sms.jsonl");
const to = parsePhone("+2348123456781");
afterAll(() => rmSync(dataDir, { recursive: true }));

test("parallel SMS become one whole line each, in a file that only its owner reads", async () => {
  const provider = trialSmsProvider(dataDir);
  const codes = Array.from({ length: 50 }, (_, n) => String(100_000 + n));
  await Promise.all(codes.map((code) => provider.send(signInSms(to, code, 5))));
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const seen = lines.map((line) => JSON.parse(line) as { at: string; to: string; text: string });
  expect(seen.map((sms) => /[0-9]{6}/.exec(sms.text)?.[0]).sort()).toEqual(codes);
  expect(Object.keys(seen[0] ?? {})).toEqual(["at", "to", "text"]);
  expect(seen[0]?.to).toBe("+2348123456781");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("the code is the only run of six digits in its SMS, and the whole fits one SMS", () => {
  const { text } = signInSms(to, "012345", 5);
  expect(text.match(/[0-9]{6,}/g)).toEqual(["012345"]);
  expect(text.length).toBeLessThanOrEqual(160);
});
