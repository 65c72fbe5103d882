import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { generate } from "otplib";
import { dataDir, type TrialPerson } from "./trial";

const STEP = 30;
const lastStep = new Map<string, number>();

/** How many SMS with a code have gone to a phone so far: the next one is new. */
export function smsCount(phone: string): number {
  return smsTo(phone).length;
}

/** The code in the first SMS to a phone after `before` others. Waits for it, as a person does. */
export async function smsCode(phone: string, before: number): Promise<string> {
  await expect.poll(() => smsCount(phone), { message: `an SMS to ${phone}` }).toBeGreaterThan(before);
  const [, code] = /\b([0-9]{6}(?:[0-9]{2})?)\b/.exec(smsTo(phone).at(-1) ?? "") ?? [];
  if (!code) throw new Error("an SMS without a code");
  return code;
}

function smsTo(phone: string): string[] {
  return allSms()
    .filter(({ to, text }) => to === phone && /\b[0-9]{6}(?:[0-9]{2})?\b/.test(text))
    .map(({ text }) => text);
}

/** Every SMS so far. */
export function allSms(): { to: string; text: string }[] {
  const file = path.join(dataDir, "sms.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as { to: string; text: string });
}

/**
 * An authenticator code that this person has not used yet: each time step is accepted once. The step after the present one is accepted too,
 * so that a second sign-in need not wait; a third one does.
 */
export async function totpCode(person: TrialPerson): Promise<string> {
  const step = Math.max(presentStep(), (lastStep.get(person.phone) ?? 0) + 1);
  await expect.poll(() => presentStep() + 1, { timeout: 2 * STEP * 1000 }).toBeGreaterThanOrEqual(step);
  lastStep.set(person.phone, step);
  return generate({ secret: person.totpSecret, epoch: step * STEP });
}

function presentStep(): number {
  return Math.floor(Date.now() / 1000 / STEP);
}
