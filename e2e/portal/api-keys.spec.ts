import type { Page } from "@playwright/test";
import { ERRORS } from "@/lib/kernel/errors";
import {
  approveAt,
  askForKey,
  balanceWith,
  cashInWith,
  expectRefused,
  fillNewKey,
  newLabel,
  openKey,
  reveal,
  shownSecret,
  storeSecret,
} from "../support/api-keys-page";
import { objectionsTo } from "../support/axe";
import { reject } from "../support/decide-on-screen";
import { makeDistributor } from "../support/own-distributor";
import { expect, test } from "../support/portal-test";

/** Asks for a key, has it approved and reveals it. */
async function make(
  as: (name: string) => Promise<Page>,
  asked: Parameters<typeof askForKey>[1],
): Promise<{ page: Page; secret: string }> {
  const page = await as("Maker One A");
  await approveAt(await as("Checker One A"), await askForKey(page, asked));
  await openKey(page, asked.label, "pending");
  return { page, secret: await reveal(page) };
}

test("a key goes from request to first call: asked for, approved by another person, revealed once, used", async ({
  as,
}) => {
  test.slow();
  const label = newLabel("Till");
  const maker = await as("Maker One A");
  await maker.goto("/settings/api-keys/new");
  await expect(maker.getByText("A checker decides on it.")).toBeVisible();
  expect(await objectionsTo(maker)).toEqual([]);
  await fillNewKey(maker, { label, maxAmount: "5000", maxDaily: "20000" });
  expect(await objectionsTo(maker)).toEqual([]);
  await maker.getByRole("button", { name: "Ask for approval" }).click();
  await maker.waitForURL("**/operations/op_*");
  await expect(maker.getByText("You made this; another person must decide")).toBeVisible();
  const path = new URL(maker.url()).pathname;

  const checker = await as("Checker One A");
  await checker.goto(path);
  await expect(checker.getByText(label).first()).toBeVisible();
  await expect(checker.getByText("NGN 20,000.00")).toBeVisible();
  await expect(checker.getByText("It makes operations from any address.")).toBeVisible();
  expect(await objectionsTo(checker)).toEqual([]);
  await approveAt(checker, path);

  // Whoever approved sees the key, and has no way to its secret.
  await openKey(checker, label, "pending");
  await expect(checker.getByRole("button", { name: "Reveal key" })).toHaveCount(0);

  await openKey(maker, label, "pending");
  expect(await objectionsTo(maker)).toEqual([]);
  await maker.getByRole("button", { name: "Reveal key" }).click();
  const answer = maker.waitForResponse((response) => response.request().method() === "POST");
  await maker.getByRole("dialog").getByRole("button", { name: "Make and show it" }).click();
  expect((await answer).headers()["cache-control"]).toContain("no-store");
  const secret = await shownSecret(maker);
  expect(await objectionsTo(maker)).toEqual([]);
  await maker.keyboard.press("Escape");
  await expect(maker.getByText("Store the key first and tick the box.")).toBeVisible();
  await expect(maker.getByRole("dialog").getByText(`-H "Authorization: Bearer ${secret}"`)).toBeVisible();
  await storeSecret(maker);
  for (const read of [() => maker.content(), async () => (await maker.request.get(maker.url())).text()]) {
    expect(await read()).not.toContain(secret.slice(8, -4));
  }
  await expect.poll(() => maker.content()).toContain(`${secret.slice(0, 8)}…${secret.slice(-4)}`);
  expect(await objectionsTo(maker)).toEqual([]);

  expect((await balanceWith(secret)).status).toBe(200);
});

test("a call with a key counts against its limits, stands in its log, and leads to the operation and back", async ({
  as,
}) => {
  test.slow();
  const label = newLabel("Counted");
  const { page, secret } = await make(as, { label, maxDaily: "20000" });
  const made = await cashInWith(secret, "1500.00");
  expect(made.status).toBe(200);
  await page.goto("/settings/api-keys");
  const row = page.getByRole("row").filter({ hasText: label });
  await expect(row).toContainText("NGN 1,500.00 of 20,000.00");
  expect(await objectionsTo(page)).toEqual([]);

  await openKey(page, label);
  await page.getByRole("link", { name: "Request log" }).click();
  await page.waitForURL("**/requests");
  const logged = page.getByRole("link", { name: "POST /operations, answered 200" });
  // A request stands there a moment after its answer.
  await expect(async () => {
    await page.reload();
    await expect(logged).toBeVisible({ timeout: 3_000 });
  }).toPass();
  expect(await objectionsTo(page)).toEqual([]);
  await logged.click();
  await expect(page.getByText('"amount": "1500.00"')).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByRole("link", { name: made.json.operationID }).click();
  await expect(page.getByText(`Sent by API key ${label}`)).toBeVisible();
  await page.getByRole("link", { name: "POST /operations, answered 200" }).click();
  await expect(page).toHaveURL(/\/requests\//);
});

test("rotated with an overlap both secrets work; without one, only the new", async ({ as }) => {
  test.slow();
  const label = newLabel("Rotated");
  const { page, secret: first } = await make(as, { label, performs: false });
  const rotate = async (overlap: string) => {
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("radio", { name: overlap }).check({ force: true });
    expect(await objectionsTo(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Make and show it" }).click();
    const secret = await shownSecret(page);
    await storeSecret(page);
    return secret;
  };
  const second = await rotate("24 h");
  expect([(await balanceWith(first)).status, (await balanceWith(second)).status]).toEqual([200, 200]);
  await expect(page.getByText("works until")).toBeVisible();
  const third = await rotate("Now");
  expect((await balanceWith(third)).status).toBe(200);
  await expectRefused(first);
  await expectRefused(second);
});

test("the form of a change says what goes at once and what is asked for, and does so", async ({ as }) => {
  test.slow();
  const label = newLabel("Changed");
  const { page, secret } = await make(as, { label, maxAmount: "5000" });
  await page.getByRole("link", { name: "Change" }).click();
  await expect(page.getByText("Nothing would change yet.")).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);

  await page.getByLabel("Most per transaction").fill("1000");
  await expect(page.getByText("At once: most per transaction.")).toBeVisible();
  await page.getByRole("button", { name: "Change now" }).click();
  await page.waitForURL(/\/api-keys\/key_[^/]+$/);
  const over = await cashInWith(secret, "1000.01");
  expect([over.status, over.json.message]).toEqual([403, ERRORS["limits.per-transaction-exceeded"].message]);

  await page.getByRole("link", { name: "Change" }).click();
  await page.waitForURL("**/change");
  await page.getByLabel("Most per transaction").fill("9000");
  await page.getByLabel("Requests a minute").fill("60");
  await expect(page.getByText("At once: requests a minute.")).toBeVisible();
  await expect(page.getByText("After a second person agrees: most per transaction.")).toBeVisible();
  await page.getByRole("button", { name: "Change now, and ask for the rest" }).click();
  await page.waitForURL("**/operations/op_*");
  const path = new URL(page.url()).pathname;
  const checker = await as("Checker One A");
  await checker.goto(path);
  await expect(checker.getByText("NGN 1,000.00")).toBeVisible();
  await expect(checker.getByText("NGN 9,000.00")).toBeVisible();
  expect(await objectionsTo(checker)).toEqual([]);
  await reject(checker, "Not for this till");

  await openKey(page, label);
  await expect(page.getByText("60 a minute")).toBeVisible();
  await expect(page.getByText("NGN 1,000.00")).toBeVisible();
});

test("a revoked key is refused from the next request on, and says why on its page", async ({ as }) => {
  test.slow();
  const label = newLabel("Revoked");
  const { page, secret } = await make(as, { label, performs: false });
  expect((await balanceWith(secret)).status).toBe(200);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke now" }).click();
  await expect(page.getByText("Say why.")).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByLabel("Reason").fill("The till was stolen");
  await page.getByRole("button", { name: "Revoke now" }).click();
  await expect(page.getByText("Because: The till was stolen.")).toBeVisible();
  await expectRefused(secret);
  await openKey(page, label, "ended");
  await expect(page.getByRole("button", { name: "Rotate" })).toHaveCount(0);
});

test("addresses that are none are named before anything is sent, and one’s own is added by a click", async ({ as }) => {
  const page = await as("Maker One A");
  await page.goto("/settings/api-keys/new");
  await page.getByLabel("Label").fill(newLabel("Never sent"));
  await page.getByLabel("Allowed addresses").fill("203.0.113.7\n10.1");
  await page.getByLabel("Requests a minute").focus();
  await expect(page.getByText("Not an address: 10.1")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("link", { name: /^Write one IPv4 or IPv6 address/ })).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("203.0.113.7");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByLabel("Allowed addresses")).toHaveValue(/203\.0\.113\.7\n127\.0\.0\.1/);
});

test("an admin stops all keys with one switch, and two people start them again", async ({ browser }) => {
  test.slow();
  // Its own distributor: the other journeys' keys go on.
  const own = await makeDistributor(browser, { story: "portal/api-keys", name: "Stopped", floatMinor: 1_00n });
  expect((await balanceWith(own.apiKey, own)).status).toBe(200);
  const admin = await own.as("admin");
  await admin.goto("/settings/api-keys");
  await admin.getByRole("button", { name: "Stop all keys" }).click();
  await admin.getByLabel("Reason").fill("A key leaked");
  await admin.getByRole("button", { name: "Stop all keys now" }).click();
  await expect(admin.getByText("Because: A key leaked.")).toBeVisible();
  expect(await objectionsTo(admin)).toEqual([]);
  await expectRefused(own.apiKey);

  const page = await own.as("maker");
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Start them again" }).click();
  await page.getByLabel("Reason").fill("It was rotated");
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await page.waitForURL("**/operations/op_*");
  await approveAt(await own.as("checker one"), new URL(page.url()).pathname);
  expect((await balanceWith(own.apiKey, own)).status).toBe(200);
  await own.close();
});

test("who only looks is offered neither a new key nor the switch", async ({ as }) => {
  const page = await as("Viewer A");
  await page.goto("/settings/api-keys");
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await expect(page.getByRole("link", { name: "New key" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Stop all keys" })).toHaveCount(0);
  await page.goto("/settings/api-keys/new");
  await expect(page.getByText("You cannot ask for a key")).toBeVisible();
});
