import { expect, type Page } from "@playwright/test";
import { smsCode, smsCount, totpCode } from "./codes";
import type { TrialPerson } from "./trial";

/** Signs a person in on screen: phone, the code from the SMS, the authenticator's code. Ends on a page of the portal. */
export async function signIn(page: Page, person: TrialPerson, from = "/sign-in"): Promise<void> {
  await page.goto(from);
  const before = smsCount(person.phone);
  await page.getByLabel("Phone").fill(person.phone);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("SMS code").fill(await smsCode(person.phone, before));
  await page.getByRole("button", { name: "Continue" }).click();
  const field = page.getByLabel("Authenticator code");
  await field.fill(await totpCode(person));
  await page.getByRole("button", { name: "Continue" }).click();
  // An earlier run may have used this very step; the next one is as good.
  const used = page.getByText("This code was used before");
  const inside = page.locator("[data-shell]");
  await expect(used.or(inside).first()).toBeVisible();
  // Home leads the issuer's staff on at once: what was there a moment ago is there again on the next page.
  if (!(await used.isVisible())) return expect(inside).toBeVisible();
  await field.fill(await totpCode(person));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(inside).toBeVisible();
}
