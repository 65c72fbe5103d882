import type { Page } from "@playwright/test";
import { ERRORS } from "@/lib/kernel/errors";
import { createCashIn, fillCashIn } from "../support/cash-in-page";
import { approveAtIssuer, expect, made, test } from "../support/issuer-test";
import { expectNoViolations, statusOf } from "../support/ledger";
import { makeCustomer } from "../support/own-distributor";
import { newPhone } from "../support/phones";

const STORY = "issuer/directory";
const wish = { story: STORY, name: "Neighbour", floatMinor: 10_000_00n } as const;

test.afterEach(expectNoViolations);

/** Searches a list of the issuer's by words, on screen; the row of a name. */
async function find(page: Page, list: "merchants" | "customers", words: string, name: string) {
  await page.goto(`/issuer/${list}`);
  await page.getByRole("searchbox").fill(words);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/[?&]q=/);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toHaveCount(1);
  return row;
}

/** Suspends with a reason, and reads that it is so. */
async function suspend(page: Page, list: "merchants" | "customers", name: string): Promise<void> {
  const row = await find(page, list, name, name);
  await row.getByRole("button", { name: `Suspend ${name}` }).click();
  await page.getByRole("button", { name: "Suspend now" }).click();
  await expect(page.getByText("Say why.")).toBeVisible();
  await page.getByLabel("Reason").fill("Reported as lost");
  await page.getByRole("button", { name: "Suspend now" }).click();
  await expect(row).toContainText("Suspended");
}

/** Asks for the end of a suspension; the operation that waits. */
async function askToReinstate(page: Page, list: "merchants" | "customers", name: string): Promise<string> {
  const row = await find(page, list, name, name);
  await row.getByRole("button", { name: `Reinstate ${name}` }).click();
  await page.getByLabel("Reason").fill("Found again");
  await page.getByRole("button", { name: "Ask for approval" }).click();
  return made(page);
}

test("a customer whom the issuer's maker registers is found by name and by phone, can be paid at once, and is not registered twice", async ({
  staff,
  own,
}) => {
  const phone = await newPhone(STORY);
  const name = `Registered Customer ${phone.slice(-3)}`;
  const maker = await staff("Issuer Maker");
  const register = async () => {
    await maker.goto("/issuer/customers/new");
    await maker.getByLabel("Name").fill(name);
    await maker.getByLabel("Phone").fill(phone);
    await maker.getByRole("button", { name: "Create customer" }).click();
  };
  await register();
  await maker.waitForURL(/\/issuer\/customers$/);
  await expect(maker.getByText(`${name} has a wallet now`)).toBeVisible();
  for (const words of [name, phone]) {
    await expect(await find(maker, "customers", words, name)).toContainText("Active");
  }
  await register();
  await expect(maker.getByText("Somebody with this phone number has a wallet already.").first()).toBeVisible();
  const page = await (await own(wish)).as("maker");
  await createCashIn(page, { to: { phone }, name, amount: "10" });
});

test("a suspended customer is paid nothing, also by who was about to, until two people of the issuer have agreed", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const { phone, name } = await makeCustomer(STORY, "Lost Customer", 0n);
  const [page, about] = [await distributor.as("maker"), await distributor.as("maker")];
  await fillCashIn(about, { to: { phone }, name, amount: "20" });
  const admin = await staff("Issuer Admin");
  await suspend(admin, "customers", name);

  await about.getByRole("button", { name: "Create cash-in" }).click();
  await expect(about.getByText(ERRORS["wallets.holder-inactive"].message)).toBeVisible();
  await page.goto("/cash-in/new");
  await page.getByLabel("Phone").fill(phone);
  await page.getByLabel("Amount").fill("20");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The holder of this wallet is not active at the moment.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Create cash-in" })).toHaveCount(0);

  const operation = await askToReinstate(admin, "customers", name);
  expect(await statusOf(operation)).toBe("pending");
  await expect(await find(admin, "customers", phone, name)).toContainText("Suspended");
  await approveAtIssuer(await staff("Issuer Checker One"), operation);
  await expect(await find(admin, "customers", phone, name)).toContainText("Active");
  await createCashIn(page, { to: { phone }, name, amount: "20" });
});

test("a merchant is registered by one person and paid by its short code, not while it is suspended, and again when two people have agreed", async ({
  staff,
  own,
}) => {
  test.slow();
  const phone = await newPhone(STORY);
  const shortCode = phone.slice(-9);
  const name = `Registered Merchant ${phone.slice(-3)}`;
  const maker = await staff("Issuer Maker");
  await maker.goto("/issuer/merchants/new");
  await maker.getByLabel("Name", { exact: true }).fill(name);
  await maker.getByLabel("Short code").fill(shortCode);
  await maker.getByLabel("Super-admin’s mobile phone").fill(phone);
  await maker.getByRole("button", { name: "Create merchant" }).click();
  await maker.waitForURL(/\/issuer\/merchants$/);
  for (const words of [name, shortCode]) {
    await expect(await find(maker, "merchants", words, name)).toContainText("Active");
  }

  const page = await (await own(wish)).as("maker");
  const cashIn = { to: { shortCode }, name, amount: "30" };
  await createCashIn(page, cashIn);
  const admin = await staff("Issuer Admin");
  await fillCashIn(page, cashIn);
  await suspend(admin, "merchants", name);
  await page.getByRole("button", { name: "Create cash-in" }).click();
  await expect(page.getByText(ERRORS["wallets.holder-inactive"].message)).toBeVisible();
  await expect(maker.getByRole("button", { name: `Suspend ${name}` })).toHaveCount(0);
  await approveAtIssuer(await staff("Issuer Checker Two"), await askToReinstate(admin, "merchants", name));
  await createCashIn(page, cashIn);
});
