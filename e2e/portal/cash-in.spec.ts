import { sendCashIn } from "../support/api";
import { createCashIn, operationOnScreen } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, merchantBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer, merchant } from "../support/trial";

test.afterEach(expectNoViolations);

test("a maker's cash-in, approved by a checker in another browser, moves exactly its amount", async ({ as }) => {
  const { phone, name } = customer(6);
  const [float, wallet] = [await floatBalance(), await walletBalance(phone)];
  const maker = await as("Maker One A");
  const id = await createCashIn(maker, { to: { phone }, name, amount: "250000", memo: "Receipt 1234" });
  expect(await floatBalance()).toEqual({ posted: float.posted, held: float.held + 250_000_00n });
  expect(await walletBalance(phone)).toEqual(wallet);

  const checker = await as("Checker One A");
  await checker.goto(`/approvals?open=${id}`);
  await expect(checker.getByText("Two hundred and fifty thousand naira", { exact: false }).first()).toBeVisible();
  await approve(checker);
  await checker.goto(`/operations/${id}`);
  await expectStatus(checker, "Completed");
  await expect(checker.getByText(/tx_[0-9a-f]{64}/).first()).toBeVisible();

  expect(await floatBalance()).toEqual({ posted: float.posted - 250_000_00n, held: float.held });
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted + 250_000_00n, held: wallet.held });
  // The maker's page has found out by itself.
  await expectStatus(maker, "Completed");
});

test("a merchant is paid by short code", async ({ as }) => {
  const { id: merchantId, shortCode, name } = merchant(1);
  const before = await merchantBalance(merchantId);
  const id = await createCashIn(await as("Maker One A"), { to: { shortCode }, name, amount: "18,500.50" });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await approve(checker);
  await expectStatus(checker, "Completed");
  expect(await merchantBalance(merchantId)).toEqual({ posted: before.posted + 18_500_50n, held: before.held });
});

test("before it is sent its maker is told what its checker would find odd, and may send it all the same", async ({
  as,
}) => {
  const { phone, name } = customer(6);
  await sendCashIn({ phoneTo: phone, amount: "7113.00" });
  const page = await as("Maker One A");
  await page.goto("/cash-in/new");
  await page.getByLabel("Phone").fill(phone);
  await page.getByLabel("Amount").fill("7113");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: `Cash-in to ${name}` })).toBeVisible();
  await expect(page.getByText("Same phone and amount again.")).toBeVisible();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Amount").fill("7114");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Seven thousand one hundred and fourteen naira", { exact: false })).toBeVisible();
  await expect(page.getByText("Same phone and amount again.")).toBeHidden();
  await page.getByRole("button", { name: "Create cash-in" }).click();
  await operationOnScreen(page);
});

test("what is wrong stands beside its field, and what was typed is kept", async ({ as }) => {
  const page = await as("Maker One A");
  await page.goto("/cash-in/new");
  await page.getByLabel("Phone").fill("+234 809 999 9999");
  await page.getByLabel("Amount").fill("99999999");
  await page.getByRole("button", { name: "Continue" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "need your attention" });
  await expect(summary).toContainText("Nobody with this phone number has a wallet");
  await expect(summary).toContainText("The available float does not cover this amount");
  await expect(page.getByLabel("Phone")).toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await expect(page.getByLabel("Phone")).toHaveValue("+234 809 999 9999");
  await expect(page.getByLabel("Amount")).toHaveValue("99,999,999");
});

test("what is no amount stays as it was typed and is refused, never made into another amount", async ({ as }) => {
  const page = await as("Maker One A");
  await page.goto("/cash-in/new");
  const amount = page.getByLabel("Amount");
  for (const typed of ["1e3", "-5", "1.005", "12,50"]) {
    await amount.fill("");
    await amount.pressSequentially(typed);
    await expect(amount).toHaveValue(typed);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(amount).toHaveAttribute("aria-invalid", "true");
  }
  await amount.fill("");
  await amount.pressSequentially("1234567.5");
  await expect(amount).toHaveValue("1,234,567.5");
});
