import { sendCashIn } from "../support/api";
import { approve } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, statusOf } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

const { phone } = customer(11);
const WIDE = { viewport: { width: 1440, height: 900 } };

test.afterEach(expectNoViolations);

test("a request appears by itself, and deciding moves on to the next", async ({ as }) => {
  const page = await as("Checker Two A", WIDE);
  const first = await sendCashIn({ phoneTo: phone, amount: "501.00" });
  await page.goto("/approvals");
  const shown = page.getByRole("button", { name: `Copy ${first}` });
  await expect(shown).toBeVisible();
  const second = await sendCashIn({ phoneTo: phone, amount: "502.00" });
  // The newer one comes in above, and does not take the place of the one that is being read.
  await expect(page.locator(`a[href*="${second}"]`)).toBeVisible();
  await expect(shown).toBeVisible();
  await page.locator(`a[href*="${second}"]`).click();
  await expect(page.getByRole("button", { name: `Copy ${second}` })).toBeVisible();
  await approve(page);
  await expect(shown).toBeVisible();
  await expect(page.locator(`a[href*="${second}"]`)).toHaveCount(0);
  await approve(page);
  expect([await statusOf(first), await statusOf(second)]).toEqual(["completed", "completed"]);
});

test("keys move, tick and open dialogs, and never decide", async ({ as }) => {
  const page = await as("Checker Two A", WIDE);
  const ids = [
    await sendCashIn({ phoneTo: phone, amount: "503.00" }),
    await sendCashIn({ phoneTo: phone, amount: "504.00" }),
  ];
  await page.goto("/approvals");
  await expect(page.getByRole("button", { name: `Copy ${ids[1]}` })).toBeVisible();
  // A key pressed before the page has come alive is nobody's.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `Copy ${ids[0]}` })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await page.keyboard.press("r");
  await expect(page.getByRole("alertdialog")).toContainText("Reject this cash-in?");
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await expect(page.getByText("1 selected")).toBeVisible();
  expect(await Promise.all(ids.map(statusOf))).toEqual(["pending", "pending"]);
});

test("several are approved at once, each with its own result, and what could not be stays ticked", async ({ as }) => {
  const before = await floatBalance();
  const page = await as("Checker Two A", WIDE);
  const ids = [
    await sendCashIn({ phoneTo: phone, amount: "505.00" }),
    await sendCashIn({ phoneTo: phone, amount: "506.50" }),
  ];
  await page.goto("/approvals");
  for (const id of ids) await page.locator(`li:has(a[href*="${id}"])`).getByRole("checkbox").check();
  await expect(page.getByText("2 selected NGN 1,011.50")).toBeVisible();
  await page.getByRole("button", { name: "Approve 2" }).click();

  const other = await as("Checker One A");
  await other.goto(`/operations/${ids[0]}`);
  await approve(other);

  await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  const result = page.getByRole("dialog");
  await expect(result).toContainText("1 of 2 decided.");
  await expect(result).toContainText("Approved by Checker One A at");
  await expect(result.getByText("Completed")).toHaveCount(1);
  await result.getByRole("button", { name: "Close" }).last().click();
  expect(await Promise.all(ids.map(statusOf))).toEqual(["completed", "completed"]);
  expect(await floatBalance()).toEqual({ posted: before.posted - 1_011_50n, held: before.held });
});

test("filters and tabs stand in the address", async ({ as }) => {
  const page = await as("Checker Two A", WIDE);
  await page.goto("/approvals");
  await page.getByRole("link", { name: "Decided" }).click();
  await expect(page).toHaveURL(/tab=decided/);
  await page.getByText("Type", { exact: true }).click();
  await page.getByRole("link", { name: "Cash-out", exact: true }).click();
  await expect(page).toHaveURL(/type=cash-out-fulfillment/);
  await page.reload();
  await expect(page.getByRole("link", { name: "Remove filter Type: Cash-out" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/type=/);
});

test("on a phone a request is opened from its card and decided in the bar at the lower edge", async ({ as }) => {
  const page = await as("Checker One A", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const id = await sendCashIn({ phoneTo: phone, amount: "507.00" });
  await page.goto("/approvals");
  await expect(page.getByRole("button", { name: `Copy ${id}` })).toBeHidden();
  await page.locator(`a[href*="${id}"]`).tap();
  await expect(page.getByRole("heading", { name: /^1 of \d+$/ })).toBeVisible();
  const bar = page.getByRole("region", { name: "Decision" });
  await expect(bar).toBeInViewport({ ratio: 1 });
  for (const button of ["Approve", "Reject"]) {
    const box = await bar.getByRole("button", { name: button }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  await bar.getByRole("button", { name: "Approve" }).tap();
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).tap();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect(await statusOf(id)).toBe("completed");
});

test("two who have the same request open see each other, and nobody who has left", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "509.00" });
  const [one, other] = [await as("Checker Two A", WIDE), await as("Maker and Checker A", WIDE)];
  const seenBy = (name: string) => new RegExp(`${name}.* this open, too`);
  await one.goto(`/approvals?open=${id}`);
  await other.goto(`/operations/${id}`);
  await expect(one.getByText(seenBy("Maker and Checker A"))).toBeVisible({ timeout: 15_000 });
  await expect(other.getByText(seenBy("Checker Two A"))).toBeVisible({ timeout: 15_000 });
  await one.goto("/operations");
  await expect(other.getByText(seenBy("Checker Two A"))).toBeHidden({ timeout: 45_000 });
});
