import type { BrowserContextOptions, Page } from "@playwright/test";
import { distributorApi, sendCashIn } from "../support/api";
import { objectionsTo } from "../support/axe";
import { approveOnScreen } from "../support/decide-on-screen";
import { hardCodedText } from "../support/hard-coded";
import { expect, test } from "../support/portal-test";
import { baseURL, customer, must, readTrial } from "../support/trial";

const { phone, name } = customer(11);
const UNKNOWN = `tx_${"0".repeat(64)}`;
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

let operation: string;
let proof: string;
let place: number;

test.beforeAll(async ({ browser }) => {
  operation = await sendCashIn({ phoneTo: phone, amount: "604.25", memo: "Rent of Ada" });
  await approveOnScreen(browser, "Checker One A", operation);
  const { data } = await distributorApi().call("getOperation", { path: { operationID: operation } });
  [proof, place] = [must(data.blockchainID), must(data.sequenceNumber)];
});

/** Looks a hash up as a stranger does who has it on a receipt. */
async function lookUp(page: Page, text: string): Promise<void> {
  await page.goto("/tx");
  await page.getByLabel("Transfer hash").fill(text);
  await page.getByRole("button", { name: "Look up" }).click();
}

async function expectConfirmed(page: Page): Promise<void> {
  await expect(page).toHaveURL(`/tx/${proof}`);
  await expect(page.getByRole("heading", { name: "Confirmed by the ledger" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("NGN604.25");
  await expect(page.getByRole("main")).toContainText(`No. ${place}`);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without script";
  test(`a stranger finds the transfer of a receipt, however the hash was copied${how}`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled, timezoneId: "Africa/Lagos" });
    const page = await context.newPage();
    for (const text of [proof, `  ${proof.toUpperCase()}\t`, `${proof.slice(0, 40)} ${proof.slice(40)}`]) {
      await lookUp(page, text);
      await expectConfirmed(page);
    }
    // Their receipt says the time of the counter's clock.
    await expect(page.getByText("on your device")).toHaveCount(javaScriptEnabled ? 1 : 0);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
}

test("nothing of people, organisations or balances is on the page, nor in what it is made of", async ({ request }) => {
  const answer = await request.get(`/tx/${proof}`);
  const html = await answer.text();
  const { issuer, distributors, customers, merchants } = readTrial();
  const people = [issuer, ...distributors].flatMap((organisation) => organisation.people);
  const names = [issuer, ...distributors, ...people, ...customers, ...merchants].map((one) => one.name);
  const ids = [issuer, ...distributors].map((one) => one.id.slice(4));
  for (const secret of [name, phone, operation.slice(3), "Rent of Ada", ...names, ...ids]) {
    // As a whole: "Distributor API" is nobody's name.
    expect(
      html
        .split(secret)
        .slice(1)
        .filter((after) => !/^[A-Za-z]/.test(after)),
      secret,
    ).toEqual([]);
  }
  expect(html).not.toMatch(/\+234\d/);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});

test("the page of an operation leads to its public proof", async ({ as }) => {
  const page = await as("Viewer A");
  await page.goto(`/operations/${operation}`);
  await page.getByRole("link", { name: "Page that anybody may open" }).click();
  await expectConfirmed(page);
});

test("what is no hash stays in the field, with what is wrong", async ({ browser }) => {
  const page = await browser.newPage();
  await lookUp(page, "tx_12 & more");
  await expect(page.getByLabel("Transfer hash")).toHaveValue("tx_12 & more");
  await expect(page.getByLabel("Transfer hash")).toHaveAccessibleDescription(/That is not a transfer's hash/);
  await lookUp(page, " ");
  await expect(page.getByLabel("Transfer hash")).toHaveAccessibleDescription(/Enter the hash/);
  // The same for an address that somebody has made by hand.
  await page.goto("/tx/tx_12%20&%20more");
  await expect(page.getByLabel("Transfer hash")).toHaveValue("tx_12 & more");
  await page.goto(`/tx/%20${proof.toUpperCase()}`);
  await expectConfirmed(page);
  await page.close();
});

test("a hash that no transfer has is a 404 that says what to do", async ({ browser }) => {
  const page = await browser.newPage();
  expect((await page.goto(`/tx/${UNKNOWN}`))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "No such transfer" })).toBeVisible();
  await expect(page.getByLabel("Transfer hash")).toHaveValue(UNKNOWN);
  await page.getByLabel("Transfer hash").fill(proof);
  await page.getByRole("button", { name: "Look up" }).click();
  await expectConfirmed(page);
  await page.close();
});

const screens = () => ["/tx", "/tx?hash=tx_1", `/tx/${proof}`, `/tx/${UNKNOWN}`];

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing, and nothing is wider than the screen: ${size}, ${colorScheme}`, async ({ browser }) => {
      const page = await openStranger(browser.newContext({ viewport, colorScheme }));
      const wrong: string[] = [];
      for (const path of screens()) {
        await page.goto(path);
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${path}: wide`);
        const violations = await objectionsTo(page);
        for (const { id, nodes } of violations) wrong.push(`${path}: ${id}: ${nodes[0]?.html}`);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    });
  }
}

test("no public page has text that bypasses the messages", async ({ browser }) => {
  const options: BrowserContextOptions = { viewport: SIZES.desktop, timezoneId: "Africa/Lagos" };
  const page = await openStranger(browser.newContext(options));
  await page.context().addCookies([{ name: "locale", value: "en-XA", url: baseURL }]);
  const found: string[] = [];
  for (const path of screens()) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    for (const text of await hardCodedText(page)) found.push(`${path}: ${text}`);
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test("on paper a proof is dark on light, whatever the screen was", async ({ browser }) => {
  const page = await openStranger(browser.newContext({ colorScheme: "dark" }));
  await page.goto(`/tx/${proof}`);
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const onScreen = await ink();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await ink()).not.toBe(onScreen);
  await expect(page.getByRole("link", { name: "Look up another transfer" })).toBeHidden();
  await page.context().close();
});

async function openStranger(context: Promise<{ newPage(): Promise<Page> }>): Promise<Page> {
  return (await context).newPage();
}
