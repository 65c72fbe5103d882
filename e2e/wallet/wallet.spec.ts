import type { Browser, Page } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { smsCode, smsCount } from "../support/codes";
import { consentCount, consentLink, payOut } from "../support/consent";
import { expectStatus } from "../support/decide-on-screen";
import { expectNoViolations, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

test.afterEach(expectNoViolations);

/** A customer's phone, 320 px wide and without script, with their wallet open. */
async function openWallet(browser: Browser, phone: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/wallet");
  const before = smsCount(phone);
  await page.getByLabel("Mobile phone").fill(phone);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code from the SMS").fill(await smsCode(phone, before));
  await page.getByRole("button", { name: "Open my wallet" }).click();
  await expect(page.getByText("What happened")).toBeVisible();
  return page;
}

test("a customer opens their wallet, asks for cash, finds it reserved and in the queue, and takes it back; closed, it is closed", async ({
  as,
  browser,
}) => {
  const { phone, name } = customer(5);
  const before = await walletBalance(phone);
  const page = await openWallet(browser, phone);
  await page.getByLabel(/^Amount in/).fill("0,00");
  await page.getByRole("button", { name: "Ask for it" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing was asked for");
  await page.getByLabel(/^Amount in/).fill("1,234.50");
  await page.getByRole("button", { name: "Ask for it" }).click();
  await expect(page.getByRole("status")).toContainText("Asked for");
  await expect(page.getByText("1,234.50 waits to be paid out")).toBeVisible();
  expect((await walletBalance(phone)).held).toBe(before.held + 1_234_50n);
  const maker = await as("Maker One A");
  await maker.goto(`/cash-out/new?way=queue&q=${phone.slice(-5)}`);
  await expect(maker.getByRole("link", { name: new RegExp(`Request of ${name}, .*1,234.50`) }).first()).toBeVisible();
  await page.getByRole("button", { name: "Take back NGN 1,234.50" }).first().click();
  await expect(page.getByRole("status")).toContainText("Taken back");
  expect(await walletBalance(phone)).toEqual(before);
  await page.getByRole("button", { name: "Close the wallet" }).click();
  await expect(page.getByLabel("Mobile phone")).toBeVisible();
  await page.goto("/wallet");
  await expect(page.getByLabel("Mobile phone")).toBeVisible();
  await page.context().close();
});

test("a customer who has their wallet open agrees there, or refuses, and the maker sees it", async ({
  as,
  browser,
}) => {
  const { phone } = customer(5);
  const maker = await as("Maker One A");
  const before = consentCount(phone);
  const path = await payOut(maker, phone, "15.00");
  await consentLink(phone, before);
  const page = await openWallet(browser, phone);
  await expect(page.getByRole("heading", { name: /Distributor A wants to pay you/ })).toBeVisible();
  await page.getByRole("button", { name: "No, refuse" }).click();
  await expect(page.getByRole("heading", { name: /Distributor A wants to pay you/ })).toHaveCount(0);
  await maker.goto(path);
  await expectStatus(maker, "Rejected");
  const other = await payOut(maker, phone, "16.00");
  await page.goto("/wallet");
  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await expect(page.getByRole("heading", { name: /Distributor A wants to pay you/ })).toHaveCount(0);
  await maker.goto(other);
  await expect(maker.getByText(/agreed at .* on their own page/)).toBeVisible();
  await page.context().close();
});

test("a phone without a wallet is answered like one with, and a wrong code opens nothing", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto("/wallet");
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByLabel("Mobile phone").fill("+2348099999999");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByText("If this phone has a wallet")).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByLabel("Code from the SMS").fill("00000000");
  await page.getByRole("button", { name: "Open my wallet" }).click();
  await expect(page.getByRole("alert")).toContainText("This is not the code");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await context.close();
});
