import { expect, type Page } from "@playwright/test";
import { ERRORS } from "@/lib/kernel/errors";
import { approve, expectStatus } from "./decide-on-screen";
import { ask, pathOf } from "./distributor-api";
import { customer, distributorA } from "./trial";

const SECRET = /uwk_[0-9A-Za-z]{48}/;

/** What a key is asked for with; what is left out stays as the form has it. */
export type AskedKey = {
  readonly label: string;
  readonly performs?: boolean;
  readonly maxAmount?: string;
  readonly maxDaily?: string;
};

/** A label that no run has used before. */
export const newLabel = (name: string) => `${name} ${String(Date.now()).slice(-7)}`;

/** Fills in the form of a new key, as far as its last look. */
export async function fillNewKey(page: Page, { label, performs = true, maxAmount, maxDaily }: AskedKey): Promise<void> {
  await page.goto("/settings/api-keys/new");
  await page.getByLabel("Label").fill(label);
  if (performs) await page.getByRole("checkbox", { name: /^Perform Operations/ }).check({ force: true });
  if (maxAmount) await page.getByLabel("Most per transaction").fill(maxAmount);
  if (maxDaily) await page.getByLabel("Most per day").fill(maxDaily);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: `New key “${label}”` })).toBeVisible();
}

/** Asks for a key and leads to its request; the path of that. */
export async function askForKey(page: Page, asked: AskedKey): Promise<string> {
  await fillNewKey(page, asked);
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await page.waitForURL("**/operations/op_*");
  return new URL(page.url()).pathname;
}

/** Approves what stands at a path. */
export async function approveAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await approve(page);
  await expectStatus(page, "Completed");
}

/** Opens a key of a tab by its label. */
export async function openKey(page: Page, label: string, tab = ""): Promise<void> {
  await page.goto(`/settings/api-keys${tab && `?tab=${tab}`}`);
  await page.getByRole("link", { name: label }).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
}

/** The secret that the open dialog shows. */
export async function shownSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(SECRET).first()).toBeVisible();
  return SECRET.exec((await dialog.textContent()) ?? "")?.[0] ?? "";
}

/** Says that it was stored, and closes the dialog. */
export async function storeSecret(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "I have stored it" }).check({ force: true });
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toBeHidden();
  // What it showed goes out of the document with it, once it has faded.
  await expect(page.getByText(SECRET)).toHaveCount(0);
}

/** Reveals the key whose page is open. */
export async function reveal(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Reveal key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make and show it" }).click();
  const secret = await shownSecret(page);
  await storeSecret(page);
  return secret;
}

/** What the API answers a key that asks for the float. */
export const balanceWith = (key: string, of: { readonly id: string } = distributorA()) =>
  ask({ path: pathOf("balance", of), key });

/** What the API answers a key that asks for a cash-in. */
export const cashInWith = (key: string, amount: string) =>
  ask({
    method: "POST",
    path: pathOf("operations", distributorA()),
    key,
    body: { operationType: "cash-in", amount, phoneTo: customer(3).phone },
  });

/** A key that is refused like one that never was. */
export async function expectRefused(key: string): Promise<void> {
  const { status, json } = await balanceWith(key);
  expect([status, json?.message]).toEqual([401, ERRORS["auth.invalid-api-key"].message]);
}
