import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { smsCode, smsCount } from "./codes";
import { expect } from "./portal-test";

/** Presses Continue. */
export async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Passes the first two steps of sign-in; without a phone it is filled in already. */
export async function passSms(page: Page, phone: string, filledIn = false): Promise<void> {
  const before = smsCount(phone);
  if (!filledIn) {
    await page.goto("/sign-in");
    await page.getByLabel("Phone").fill(phone);
  }
  await next(page);
  await page.getByLabel("SMS code").fill(await smsCode(phone, before));
  await next(page);
}

/** Sets up the authenticator that is offered, keeps the recovery codes, and goes on. */
export async function enrol(page: Page): Promise<{ secret: string; codes: string[] }> {
  const label = await page.getByRole("button", { name: /^Copy [A-Z2-7]{32}$/ }).getAttribute("aria-label");
  const secret = label?.slice("Copy ".length) ?? "";
  await page.getByLabel("Authenticator code").fill(await generate({ secret }));
  await next(page);
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.getByLabel("I have kept these codes").check();
  await next(page);
  return { secret, codes };
}
