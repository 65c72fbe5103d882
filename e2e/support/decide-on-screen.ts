import { type Browser, expect, type Page } from "@playwright/test";
import { openAs } from "./signed-in";

/** Approves an operation (`op_…`) on its page, as a person of the trial in a browser of their own. */
export async function approveOnScreen(browser: Browser, personName: string, operationId: string): Promise<void> {
  const page = await openAs(browser, personName);
  await page.goto(`/operations/${operationId}`);
  await approve(page);
  await expectStatus(page, "Completed");
  await page.context().close();
}

/** Approve, and Approve again in the dialog that asks. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Approve" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog).toBeHidden();
}

/** Reject, with a reason in one's own words. */
export async function reject(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason", { exact: true }).fill(reason);
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog).toBeHidden();
}

/** The page of an operation says that it has come to this. */
export async function expectStatus(page: Page, status: "Completed" | "Rejected" | "Recalled"): Promise<void> {
  await expect(page.getByText(status, { exact: true }).filter({ visible: true }).first()).toBeVisible();
}
