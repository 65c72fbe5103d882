import { expect, type Page } from "@playwright/test";

/** A cash-in as a maker enters it. `to` is a phone, or a merchant's short code. */
export type CashInEntry = {
  to: { phone: string } | { shortCode: string };
  name: string;
  amount: string;
  memo?: string;
};

/** Fills the form in and goes on to the last look, where the name stands before anything is sent. */
export async function fillCashIn(page: Page, entry: CashInEntry): Promise<void> {
  await page.goto("/cash-in/new");
  if ("shortCode" in entry.to) {
    await page.getByRole("radio", { name: "Merchant" }).check();
    await page.getByLabel("Short code").fill(entry.to.shortCode);
  } else await page.getByLabel("Phone").fill(entry.to.phone);
  await page.getByLabel("Amount").fill(entry.amount);
  if (entry.memo) await page.getByLabel("Memo").fill(entry.memo);
  await expect(page.getByText(entry.name, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: `Cash-in to ${entry.name}` })).toBeVisible();
}

/** Makes a cash-in on screen; the shown id of the operation (`op_…`). */
export async function createCashIn(page: Page, entry: CashInEntry): Promise<string> {
  await fillCashIn(page, entry);
  await page.getByRole("button", { name: "Create cash-in" }).click();
  return operationOnScreen(page);
}

/** The operation that the page has come to, once it says that it waits. */
export async function operationOnScreen(page: Page): Promise<string> {
  await page.waitForURL(/\/operations\/op_/);
  await expect(page.getByText("Waiting for another person's approval")).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
