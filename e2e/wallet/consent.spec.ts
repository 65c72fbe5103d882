import type { Browser, Page } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { smsCode, smsCount } from "../support/codes";
import { consentCount, consentLink, payOut } from "../support/consent";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

test.afterEach(expectNoViolations);

/** A cheap phone: narrow, and without script. */
async function cheapPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  return context.newPage();
}

test("a maker types the code that the customer reads out; a wrong one counts, and the checker sees who agreed and when", async ({
  as,
}) => {
  const { phone } = customer(4);
  const wallet = await walletBalance(phone);
  const maker = await as("Maker One A");
  const sms = smsCount(phone);
  const path = await payOut(maker, phone, "12.50");
  await expect(maker.getByText("waiting for the customer to agree")).toBeVisible();
  const checker = await as("Checker One A");
  await checker.goto(path);
  await expect(checker.getByText("It waits for the customer to agree")).toBeVisible();
  await expect(checker.getByRole("button", { name: "Approve" })).toHaveCount(0);
  const code = await smsCode(phone, sms);
  const field = maker.getByLabel("Code from the customer");
  await field.fill(code === "000000" ? "000001" : "000000");
  await maker.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(maker.getByText("This is not the code. 4 more tries.")).toBeVisible();
  expect(await walletBalance(phone)).toEqual(wallet);
  await field.fill(code);
  await maker.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(maker.getByText("You made this; another person must decide")).toBeVisible();
  expect((await walletBalance(phone)).held).toBe(wallet.held + 12_50n);
  await checker.goto(path);
  await expect(checker.getByText(/agreed at .* by the code of the SMS/)).toBeVisible();
  await approve(checker);
  await expectStatus(checker, "Completed");
  expect((await walletBalance(phone)).posted).toBe(wallet.posted - 12_50n);
});

test("a customer agrees by the link on a phone of 320 px without script, and sees it paid", async ({ as, browser }) => {
  const { phone } = customer(4);
  const maker = await as("Maker One A");
  const before = consentCount(phone);
  const path = await payOut(maker, phone, "20.00");
  const page = await cheapPhone(browser);
  const link = await consentLink(phone, before);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "May Distributor A pay you this in cash?" })).toBeVisible();
  await expect(page.getByText("20.00")).toBeVisible();
  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await expect(page.getByRole("heading", { name: "You agreed" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  const checker = await as("Checker One A");
  await checker.goto(path);
  await approve(checker);
  await expectStatus(checker, "Completed");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Paid out" })).toBeVisible();
  await page.context().close();
});

test("a customer refuses by the link: the request ends rejected, and its maker is told by whom", async ({
  as,
  browser,
}) => {
  const { phone } = customer(4);
  const wallet = await walletBalance(phone);
  const maker = await as("Maker One A");
  const before = consentCount(phone);
  const path = await payOut(maker, phone, "30.00");
  const page = await cheapPhone(browser);
  const link = await consentLink(phone, before);
  await page.goto(link);
  await page.getByRole("button", { name: "No, refuse" }).click();
  await expect(page.getByRole("heading", { name: "You refused" })).toBeVisible();
  await maker.goto(path);
  await expectStatus(maker, "Rejected");
  await expect(maker.getByText("refused by the customer")).toBeVisible();
  expect(await walletBalance(phone)).toEqual(wallet);
  await page.context().close();
});

test("who comes too late is told so: after another SMS by the old link, after a recall by the new one", async ({
  as,
  browser,
}) => {
  const { phone } = customer(4);
  const wallet = await walletBalance(phone);
  const maker = await as("Maker One A");
  const before = consentCount(phone);
  await payOut(maker, phone, "40.00");
  const first = await consentLink(phone, before);
  await maker.getByRole("button", { name: "Send another SMS" }).click();
  await expect(maker.getByText("Another SMS is on its way")).toBeVisible();
  const second = await consentLink(phone, before + 1);
  const page = await cheapPhone(browser);
  await page.goto(first);
  await expect(page.getByRole("heading", { name: "This link leads nowhere" })).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole("button", { name: "Yes, I agree" })).toBeVisible();
  await maker.getByRole("button", { name: "Recall" }).click();
  await maker.getByRole("alertdialog").getByRole("button", { name: "Recall" }).click();
  await expectStatus(maker, "Recalled");
  await page.getByRole("button", { name: "Yes, I agree" }).click();
  await expect(page.getByRole("heading", { name: "No longer needed" })).toBeVisible();
  expect(await walletBalance(phone)).toEqual(wallet);
  await page.context().close();
});

test("the customer's page has nothing that axe finds, fits 320 px, and asks for no script", async ({ as, browser }) => {
  const { phone } = customer(4);
  const maker = await as("Maker One A");
  const before = consentCount(phone);
  await payOut(maker, phone, "50.00");
  const link = await consentLink(phone, before);
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.url());
  });
  await page.goto(link);
  expect(await objectionsTo(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(scripts).toEqual([]);
  await context.close();
});
