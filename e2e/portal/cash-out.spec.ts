import { smsCode, smsCount } from "../support/codes";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer, must } from "../support/trial";

test.afterEach(expectNoViolations);

test("a customer at the counter reads out a code, is paid once a checker has approved, and nobody sees what their wallet holds", async ({
  as,
}) => {
  const { phone, name } = customer(5);
  const [float, wallet] = [await floatBalance(), await walletBalance(phone)];
  const maker = await as("Maker One A");
  const receipt = `R-${Date.now()}`;
  await maker.goto("/cash-out/new");
  await maker.getByLabel("Phone").fill(phone);
  await maker.getByLabel("Amount").fill("1500.25");
  await maker.getByLabel("Receipt number").fill(receipt);
  await expect(maker.getByText(name, { exact: true }).first()).toBeVisible();
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByRole("heading", { name: `Cash-out from ${name}` })).toBeVisible();
  await expect(maker.getByText("one thousand five hundred naira and twenty-five kobo")).toBeVisible();
  expect(await maker.locator("main").textContent()).not.toContain("50,000.00");
  const sms = smsCount(phone);
  await maker.getByRole("button", { name: "Create cash-out" }).click();
  await maker.waitForURL(/\/operations\/op_/);
  expect(await walletBalance(phone)).toEqual(wallet);
  await maker.getByLabel("Code from the customer").fill(await smsCode(phone, sms));
  await maker.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(maker.getByText("The customer agreed").first()).toBeVisible();
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted, held: wallet.held + 1_500_25n });

  const checker = await as("Checker One A");
  await checker.goto(new URL(maker.url()).pathname);
  await approve(checker);
  await expectStatus(checker, "Completed");
  expect(await floatBalance()).toEqual({ posted: float.posted + 1_500_25n, held: float.held });
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted - 1_500_25n, held: wallet.held });

  // The same receipt again is refused beside its field, and nothing is held.
  await maker.goto("/cash-out/new");
  await maker.getByLabel("Phone").fill(phone);
  await maker.getByLabel("Amount").fill("1500.25");
  await maker.getByLabel("Receipt number").fill(receipt);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Create cash-out" }).click();
  await expect(maker.getByLabel("Receipt number")).toHaveAttribute("aria-invalid", "true");
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted - 1_500_25n, held: wallet.held });
});

test("a waiting request is found by digits, fulfilled, and back in the queue when it is rejected", async ({ as }) => {
  const { phone, name } = customer(3);
  const wallet = await walletBalance(phone);
  const maker = await as("Maker One A");
  await maker.goto("/cash-out/new");
  await maker.getByLabel("Search the queue").fill(phone.slice(-5));
  await maker.getByRole("button", { name: "Search" }).last().click();
  await expect(maker).toHaveURL(/q=/);
  const row = maker.getByRole("link", { name: `Request of ${name}` }).first();
  const address = must(await row.getAttribute("href"));
  await row.click();
  await maker.getByRole("radio", { name: "Bank transfer" }).check();
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByText("Bank transfer")).toBeVisible();
  await maker.getByRole("button", { name: "Create cash-out" }).click();
  await maker.waitForURL(/\/operations\/op_/);
  const operation = new URL(maker.url()).pathname;
  await maker.goto(address);
  await expect(maker.getByText("This request is no longer in the queue")).toBeVisible();

  const checker = await as("Checker One A");
  await checker.goto(operation);
  await checker.getByRole("button", { name: "Reject" }).click();
  const dialog = checker.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Customer has left" }).click();
  await dialog.getByRole("button", { name: "Reject", exact: true }).click();
  await expectStatus(checker, "Rejected");
  await maker.goto(address);
  await expect(maker.getByRole("button", { name: "Continue" })).toBeVisible();
  expect(await walletBalance(phone)).toEqual(wallet);
});
