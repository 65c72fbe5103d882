import { readFileSync } from "node:fs";
import { sendCashIn } from "../support/api";
import { approve, expectStatus, reject } from "../support/decide-on-screen";
import { expect, test } from "../support/portal-test";
import { customer, must } from "../support/trial";

const { phone, name } = customer(10);
const WIDE = { viewport: { width: 1440, height: 900 } };

const linkTo = (id: string) => `a[href^="/operations/${id}"]`;

test("home and the list move by themselves when somebody else decides", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "601.00" });
  const maker = await as("Maker One A", WIDE);
  await maker.goto("/operations?tab=pending");
  await expect(maker.locator(linkTo(id))).toBeVisible();
  const viewer = await as("Viewer A", WIDE);
  await viewer.goto("/");
  const row = viewer.getByRole("row").filter({ has: viewer.locator(linkTo(id)) });
  await expect(row).toContainText("Pending");

  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await approve(checker);
  await expect(maker.locator(linkTo(id))).toHaveCount(0);
  await expect(row).toContainText("Completed");
});

test("an operation tells its story and shows what was posted", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "602.00", memo: "Receipt 602" });
  const checker = await as("Checker One A", WIDE);
  await checker.goto(`/operations/${id}`);
  await approve(checker);
  await expectStatus(checker, "Completed");
  const story = checker.getByRole("list", { name: "What happened" });
  await expect(story).toContainText("Approved by Checker One A");
  await expect(story).toContainText("NGN 602.00 moved from the float to the wallet");
  await expect(checker.getByRole("row", { name: "Float −602.00" })).toBeVisible();
  await expect(checker.getByRole("row", { name: `Customer's wallet, ${name} +602.00` })).toBeVisible();
  const proof = must(await checker.getByRole("button", { name: /Copy tx_[0-9a-f]{64}/ }).textContent());

  await checker.goto(`/operations?q=${proof}`);
  await expect(checker.getByRole("row")).toHaveCount(2);
  await checker.locator(linkTo(id)).click();
  await expect(checker).toHaveURL(new RegExp(`/operations/${id}`));
});

test("a rejection shows who and why", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "603.00" });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await reject(checker, "The receipt is missing");
  await expectStatus(checker, "Rejected");
  await expect(checker.getByRole("list", { name: "What happened" })).toContainText("The receipt is missing");
});

test("filters stand in the address and survive a reload, a visit and the way back", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "604.00" });
  const page = await as("Checker One A", WIDE);
  await page.goto("/operations");
  await page.getByText("Type", { exact: true }).first().click();
  await page.getByRole("link", { name: "Cash-in", exact: true }).click();
  await expect(page).toHaveURL("/operations?type=cash-in");
  await page.getByRole("link", { name: /^Pending/ }).click();
  await expect(page).toHaveURL("/operations?tab=pending&type=cash-in");
  await page.reload();
  await expect(page.getByRole("link", { name: "Remove filter Type: Cash-in" })).toBeVisible();
  await page.locator(linkTo(id)).click();
  await expect(page.getByRole("button", { name: `Copy ${id}` })).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page).toHaveURL("/operations?tab=pending&type=cash-in");
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL("/operations?tab=pending");
});

test("search finds by phone, amount and name, and says when nothing matches", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "60545.67" });
  const page = await as("Maker One A", WIDE);
  await page.goto("/");
  // A key pressed before the page has come alive is nobody's.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("combobox").fill("60,545.67");
  await page.keyboard.press("Enter");
  await expect(page.locator(linkTo(id))).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  for (const words of [phone, phone.slice(1), name.toUpperCase(), id]) {
    await page.goto(`/operations?${new URLSearchParams({ q: words })}`);
    await expect(page.locator(linkTo(id))).toBeVisible();
  }
  await page.goto("/operations?q=nobody-is-called-this");
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
});

test("what is exported is what the address says, and no cell is a formula", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "606.00", memo: "=HYPERLINK(1)" });
  const page = await as("Maker One A", WIDE);
  await page.goto(`/operations?q=${id}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export 1 row" }).click();
  const lines = readFileSync(await (await download).path(), "utf8").split("\r\n");
  expect(lines).toHaveLength(3);
  const cells = must(lines[1]).split(",");
  expect(cells).toEqual(expect.arrayContaining([id, "pending", "606.00", "NGN", name, "'=HYPERLINK(1)"]));
  expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
});

test("a viewer sees phones masked, on screen and in the export, and nothing to create or decide", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "607.00" });
  const page = await as("Viewer A", WIDE);
  await page.goto(`/operations/${id}`);
  await expect(page.getByText(/^\+234 •+/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "New cash-in" })).toHaveCount(0);
  const file = await page.request.get(`/api/portal/operations/export?q=${id}`);
  const text = await file.text();
  expect(text).toContain(id);
  expect(text).toContain(phone.slice(-4));
  expect(text.replaceAll(" ", "")).not.toContain(phone.slice(1));
});

test("another distributor's operation is the same 404 as none", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "608.00" });
  const page = await as("Checker One B");
  const bodies: string[] = [];
  for (const wanted of [id, "op_00000000-0000-7000-8000-000000000000", "hello"]) {
    const answer = must(await page.goto(`/operations/${wanted}`));
    expect(answer.status()).toBe(404);
    bodies.push(must(await page.locator("main").textContent()));
  }
  expect(new Set(bodies).size).toBe(1);
  await page.goto(`/operations?q=${id}`);
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  expect(await (await page.request.get(`/api/portal/operations/export?q=${id}`)).text()).not.toContain(id);
});

test("the portal's own reads answer nobody without a session", async ({ request }) => {
  for (const path of ["/api/portal/pulse", "/api/portal/operations/export"])
    expect((await request.get(path)).status()).toBe(401);
});
