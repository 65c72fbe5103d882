import { expect, type Page } from "@playwright/test";
import { allSms } from "./codes";
import { newReference } from "./distributor-api";

const LINK = /\/consent\/[A-Za-z0-9_-]{32}\b/;

/** How many links of consents have gone to a phone so far: the next one is new. */
export function consentCount(phone: string): number {
  return linksTo(phone).length;
}

/** The path of the link in the first SMS to a phone after `before` others. Waits for it, as the customer does. */
export async function consentLink(phone: string, before: number): Promise<string> {
  await expect.poll(() => consentCount(phone), { message: `an SMS to ${phone}` }).toBeGreaterThan(before);
  return linksTo(phone).at(-1) ?? "";
}

function linksTo(phone: string): string[] {
  return allSms().flatMap(({ to, text }) => (to === phone ? (LINK.exec(text)?.[0] ?? []) : []));
}

/** A maker pays somebody out at the counter; their page is then the operation's. Gives its path. */
export async function payOut(maker: Page, phone: string, amount: string): Promise<string> {
  await maker.goto("/cash-out/new");
  await maker.getByLabel("Phone").fill(phone);
  await maker.getByLabel("Amount").fill(amount);
  await maker.getByLabel("Receipt number").fill(newReference());
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Create cash-out" }).click();
  await maker.waitForURL(/\/operations\/op_/);
  return new URL(maker.url()).pathname;
}
