import type { Page } from "@playwright/test";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { requestWithdrawal } from "@/lib/wallets";
import { createCashIn, operationOnScreen } from "../support/cash-in-page";
import { approve, approveOnScreen, expectStatus, reject } from "../support/decide-on-screen";
import { inUnit } from "../support/in-unit";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { flawsOf, LOOKS, untranslatedOn } from "../support/screens";
import { customer } from "../support/trial";

test.afterEach(expectNoViolations);

/** Opens the form of a reversal from the operation's page. */
async function openReversal(maker: Page, operation: string): Promise<void> {
  await maker.goto(`/operations/${operation}`);
  await maker.getByRole("link", { name: "Reverse" }).filter({ visible: true }).click();
  await expect(maker.getByRole("heading", { name: "Reverse an operation" })).toBeVisible();
}

/** Sends the form: the whole of what is left unless an amount is named. */
async function sendReversal(maker: Page, reason: string, amount?: string): Promise<void> {
  if (amount) await maker.getByLabel("Amount").fill(amount);
  await maker.getByLabel("Reason").fill(reason);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Hold and ask for approval" }).click();
}

test("a cash-in to the wrong person goes back in two parts, each with a second person, and both pages know of each other", async ({
  as,
  browser,
}) => {
  test.slow();
  const { phone, name } = customer(7);
  const [float, wallet] = [await floatBalance(), await walletBalance(phone)];
  const maker = await as("Maker One A");
  const paidIn = await createCashIn(maker, { to: { phone }, name, amount: "9000" });
  await expect(maker.getByRole("link", { name: "Reverse" })).toHaveCount(0);
  await approveOnScreen(browser, "Checker One A", paidIn);

  await openReversal(maker, paidIn);
  await expect(maker.getByLabel("Amount")).toHaveValue("9,000.00");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await sendReversal(maker, "Wrong customer", "2500");
  const part = await operationOnScreen(maker);
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted + 9_000_00n, held: wallet.held + 2_500_00n });
  await expect(maker.getByRole("link", { name: "Cash-in of NGN 9,000.00" })).toBeVisible();

  const checker = await as("Checker One A");
  await checker.goto(`/operations/${part}`);
  await expect(checker.getByText("Wrong customer").first()).toBeVisible();
  await approve(checker);
  await expectStatus(checker, "Completed");
  await checker.getByRole("link", { name: "Cash-in of NGN 9,000.00" }).click();
  await expect(checker.getByText("Partly reversed").filter({ visible: true }).first()).toBeVisible();
  await expect(checker.getByText("NGN 6,500.00 of it can still be reversed.")).toBeVisible();
  // A checker asks for none.
  await expect(checker.getByRole("link", { name: "Reverse" })).toHaveCount(0);

  await openReversal(maker, paidIn);
  await maker.getByLabel("Amount").fill("6500.01");
  await maker.getByLabel("Reason").fill("Wrong customer");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByText("More than can still be reversed.").first()).toBeVisible();
  await sendReversal(maker, "Wrong customer", "6500");
  const rest = await operationOnScreen(maker);
  await approveOnScreen(browser, "Checker One A", rest);
  await maker.goto(`/operations/${paidIn}`);
  await expect(maker.getByText("Reversed", { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await expect(maker.getByText("Nothing of it is left to reverse.")).toBeVisible();
  await expect(maker.getByRole("link", { name: "Reverse" })).toHaveCount(0);
  await maker.goto("/operations");
  await expect(maker.getByRole("row").filter({ hasText: name }).filter({ hasText: "Reversed" }).first()).toBeVisible();
  expect(await walletBalance(phone)).toEqual(wallet);
  expect(await floatBalance()).toEqual(float);
});

test("money that the customer has spent is not taken back: the maker is told what is left", async ({ as, browser }) => {
  test.slow();
  const { phone, name } = customer(8);
  const maker = await as("Maker One A");
  const paidIn = await createCashIn(maker, { to: { phone }, name, amount: "4000" });
  await approveOnScreen(browser, "Checker One A", paidIn);
  // All but 1,500.00 is on its way out.
  const { posted, held } = await walletBalance(phone);
  const wish = { phone: parsePhone(phone), amount: money(posted - held - 1_500_00n, "NGN") };
  await inUnit((ctx) => requestWithdrawal(ctx, wish));
  const before = await walletBalance(phone);

  await openReversal(maker, paidIn);
  await sendReversal(maker, "Twice");
  await expect(maker.getByText("only NGN 1,500.00 can be taken back").first()).toBeVisible();
  await expect(maker.getByLabel("Reason")).toHaveValue("Twice");
  expect(await walletBalance(phone)).toEqual(before);

  await sendReversal(maker, "Twice", "1500");
  const back = await operationOnScreen(maker);
  expect(await walletBalance(phone)).toEqual({ posted: before.posted, held: before.posted });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${back}`);
  await reject(checker, "It was right");
  await expectStatus(checker, "Rejected");
  expect(await walletBalance(phone)).toEqual(before);
});

for (const { size, viewport } of LOOKS) {
  test(`its form and its pages have no flaws, in either theme: ${size}`, async ({ as, browser }) => {
    test.slow();
    const { phone, name } = customer(9);
    const maker = await as("Maker One A", { viewport });
    const paidIn = await createCashIn(maker, { to: { phone }, name, amount: "100" });
    await approveOnScreen(browser, "Checker One A", paidIn);
    await openReversal(maker, paidIn);
    await sendReversal(maker, "Looked at", "40");
    const back = await operationOnScreen(maker);
    const pages = [`/operations/${paidIn}`, `/operations/${paidIn}/reverse`, `/operations/${back}`];
    expect(await flawsOf(maker, pages)).toEqual([]);
    if (size === "desktop") expect(await untranslatedOn(maker, pages)).toEqual([]);
  });
}
