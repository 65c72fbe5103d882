import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { objectionsTo } from "../support/axe";
import { allSms } from "../support/codes";
import { enrol, next, passSms } from "../support/enrol";
import { makeNewcomer } from "../support/invited";
import { expect, test } from "../support/portal-test";
import { distributorA } from "../support/trial";

const newcomer = (name: string) => makeNewcomer(name, [{ distributor: distributorA().id, roles: ["viewer"] }]);
const inside = (page: Page) => expect(page.locator("[data-shell]")).toBeVisible();

test("a lost phone: a recovery code sets up a new authenticator, ends every session, and is told by SMS", async ({
  browser,
}) => {
  test.slow();
  const { phone } = await newcomer("Lost Phone");
  const lost = await browser.newPage();
  await passSms(lost, phone);
  const { codes } = await enrol(lost);
  await inside(lost);

  const context = await browser.newContext();
  const page = await context.newPage();
  await passSms(page, phone);
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.getByLabel("My authenticator is lost").check();
  expect(await objectionsTo(page)).toEqual([]);
  await next(page);
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  await page.reload();
  const { secret } = await enrol(page);
  await inside(page);
  await lost.goto("/operations");
  await expect(lost.getByText("Your session has ended.")).toBeVisible();
  await expect
    .poll(() => allSms().some(({ to, text }) => to === phone && text.includes("New sign-in")), { timeout: 20_000 })
    .toBe(true);

  await page.goto("/account/recovery-codes");
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  await page.getByLabel("Authenticator code").fill("000000");
  await page.getByRole("button", { name: "Make new codes" }).click();
  await expect(page.getByText("This code is not right.")).toBeVisible();
  const epoch = Math.floor(Date.now() / 1000) + 30;
  await page.getByLabel("Authenticator code").fill(await generate({ secret, epoch }));
  await page.getByRole("button", { name: "Make new codes" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  expect(await objectionsTo(page)).toEqual([]);
  await lost.close();
  await context.close();
});

test("a stranger who guesses is paused before their eyes; the browser that its person has used comes in all the same", async ({
  browser,
}) => {
  const { phone } = await newcomer("Bothered Person");
  const own = await browser.newContext();
  const first = await own.newPage();
  await passSms(first, phone);
  const { secret } = await enrol(first);
  await inside(first);

  for (let n = 0; n < 2; n++) {
    const stranger = await browser.newPage();
    await stranger.goto("/sign-in");
    await stranger.getByLabel("Phone").fill(phone);
    await next(stranger);
    for (let left = 4; left >= 0; left--) {
      await stranger.getByLabel("SMS code").fill("000000");
      await next(stranger);
      const said = left > 1 ? `${left} more tries` : left === 1 ? "One more try" : "last try";
      await expect(stranger.getByText(said)).toBeVisible();
    }
    await stranger.close();
  }
  const stranger = await browser.newPage();
  await stranger.goto("/sign-in");
  await stranger.getByLabel("Phone").fill(phone);
  await next(stranger);
  await expect(stranger.getByRole("timer")).toHaveText(/^Try again in 1[0-4]:[0-5][0-9]\.$/);
  const before = await stranger.getByRole("timer").textContent();
  await expect(stranger.getByRole("timer")).not.toHaveText(before ?? "");
  await stranger.close();

  await first.goto("/account/sessions");
  await first
    .getByRole("main")
    .getByRole("button", { name: /^Sign out/ })
    .last()
    .click();
  await passSms(first, phone);
  const epoch = Math.floor(Date.now() / 1000) + 30;
  await first.getByLabel("Authenticator code").fill(await generate({ secret, epoch }));
  await next(first);
  await inside(first);
  await own.close();
});
