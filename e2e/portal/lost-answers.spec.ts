import { createCashIn, fillCashIn, operationOnScreen } from "../support/cash-in-page";
import { expectNoViolations, operationsWithMemo } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

const { phone, name } = customer(7);

test.afterEach(expectNoViolations);

test("a double click makes one operation", async ({ as }) => {
  const page = await as("Maker Two A");
  const memo = `Double ${Date.now()}`;
  await fillCashIn(page, { to: { phone }, name, amount: "100", memo });
  await page.getByRole("button", { name: "Create cash-in" }).dblclick();
  await operationOnScreen(page);
  expect(await operationsWithMemo(memo)).toHaveLength(1);
});

test("an answer that is lost is asked for again until the outcome is known, and makes one operation", async ({
  as,
}) => {
  const page = await as("Maker Two A");
  const memo = `Lost ${Date.now()}`;
  await fillCashIn(page, { to: { phone }, name, amount: "100", memo });
  let lost = 0;
  await page.route("**/cash-in/new*", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.fallback();
    lost += 1;
    // The server does its work; only the answer never arrives.
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Create cash-in" }).click();
  await expect(page.getByText("Sent. We do not know the outcome yet, checking")).toBeVisible();
  await operationOnScreen(page);
  expect(lost).toBe(1);
  expect(await operationsWithMemo(memo)).toHaveLength(1);
});

test("a page that is loaded again while nobody knows finds the outcome of what it had sent", async ({ as }) => {
  const page = await as("Maker Two A");
  const memo = `Reload ${Date.now()}`;
  await fillCashIn(page, { to: { phone }, name, amount: "100", memo });
  await page.route("**/cash-in/new*", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Create cash-in" }).click();
  await expect(page.getByText("Sent. We do not know the outcome yet, checking")).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();
  await operationOnScreen(page);
  expect(await operationsWithMemo(memo)).toHaveLength(1);
});

test("the next cash-in of the same person is another operation", async ({ as }) => {
  const page = await as("Maker Two A");
  const memo = `Twice ${Date.now()}`;
  const entry = { to: { phone }, name, amount: "100", memo };
  const first = await createCashIn(page, entry);
  await page.getByRole("link", { name: "New cash-in" }).first().click();
  await expect(page.getByLabel("Phone")).toHaveValue("");
  expect(await createCashIn(page, entry)).not.toBe(first);
});
