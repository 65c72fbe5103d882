import type { Page } from "@playwright/test";
import { ERRORS } from "@/lib/kernel/errors";
import { cashInByKey } from "../support/cash-in-by-key";
import { createCashIn, fillCashIn } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { approveAtIssuer, askForApproval, expect, test } from "../support/issuer-test";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { makeCustomer } from "../support/own-distributor";

const STORY = "issuer/switches";
const wish = { story: STORY, name: "Switched", floatMinor: 100_000_00n } as const;

test.afterEach(expectNoViolations);

/** Fills a cash-out at the counter in, up to the last look. */
async function fillCashOut(page: Page, phone: string, receipt: string): Promise<void> {
  await page.goto("/cash-out/new");
  await page.getByLabel("Phone").fill(phone);
  await page.getByLabel("Amount").fill("40.10");
  await page.getByLabel("Receipt number").fill(receipt);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: "Create cash-out" })).toBeVisible();
}

/** The admin asks for a change of a distributor from its profile. */
async function beginChange(page: Page, distributor: string, change: string): Promise<void> {
  await page.goto(`/issuer/distributors/${distributor}`);
  await page.getByRole("link", { name: change }).click();
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
}

test("what two people of the issuer switch off is off with the distributor's next request, and its pages say so", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const customer = await makeCustomer(STORY, "Paying Customer", 500_00n);
  const [maker, late] = [await distributor.as("maker"), await distributor.as("maker")];
  await fillCashOut(maker, customer.phone, `R1-${distributor.shortCode}`);
  await maker.getByRole("button", { name: "Create cash-out" }).click();
  await maker.waitForURL(/\/operations\/op_/);
  const begun = new URL(maker.url()).pathname;
  // This page learns nothing by itself: what it sends is what meets the switch.
  await late.route("**/api/portal/pulse", (route) => route.abort());
  await fillCashOut(late, customer.phone, `R2-${distributor.shortCode}`);

  const admin = await staff("Issuer Admin");
  await beginChange(admin, distributor.id, "Change features");
  await admin.getByRole("checkbox", { name: "Cash-out", exact: true }).uncheck({ force: true });
  const operation = await askForApproval(admin);
  await maker.goto("/cash-out/new");
  await expect(maker.getByRole("button", { name: "Continue" })).toBeVisible();
  const checker = await staff("Issuer Checker One");
  await checker.goto(`/issuer/operations/${operation}`);
  const change = checker.getByRole("definition").filter({ hasText: "On" }).filter({ hasText: "Off" });
  await expect(change).toHaveCount(1);
  await approveAtIssuer(checker, operation);

  await maker.reload();
  await expect(maker.getByText("Your issuer has switched cash-out off")).toBeVisible();
  await expect(maker.getByRole("button", { name: "Continue" })).toHaveCount(0);
  await maker.goto("/cash-out/new?way=queue");
  await expect(maker.getByText("Your issuer has switched cash-out off")).toBeVisible();
  await late.getByRole("button", { name: "Create cash-out" }).click();
  await expect(late.getByText("Your issuer has switched cash-out off")).toBeVisible();
  expect(await walletBalance(customer.phone)).toEqual({ posted: 500_00n, held: 40_10n });
  await maker.goto("/cash-in/new");
  await expect(maker.getByRole("button", { name: "Continue" })).toBeVisible();

  // What was begun before can still be decided.
  const decider = await distributor.as("checker one");
  await decider.goto(begun);
  await approve(decider);
  await expectStatus(decider, "Completed");
  expect(await floatBalance(distributor.id)).toEqual({ posted: 100_040_10n, held: 0n });
});

test("API keys that two people of the issuer switch off are refused with their next request, and what people do on screen goes on", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const { phone, name } = await makeCustomer(STORY, "Customer of Keys", 0n);
  expect(await cashInByKey(distributor, phone, "10.00")).toBe("200");
  const admin = await staff("Issuer Admin");
  await beginChange(admin, distributor.id, "Change features");
  await admin.getByRole("checkbox", { name: "API keys" }).uncheck({ force: true });
  const operation = await askForApproval(admin);
  expect(await cashInByKey(distributor, phone, "10.01")).toBe("200");
  await approveAtIssuer(await staff("Issuer Checker One"), operation);
  expect(await cashInByKey(distributor, phone, "10.02")).toBe("403 organisations.feature-off");
  await createCashIn(await distributor.as("maker"), { to: { phone }, name, amount: "10.03" });
  expect(await floatBalance(distributor.id)).toEqual({ posted: 100_000_00n, held: 30_04n });
});

test("limits that two people of the issuer set count from the next operation on, and a refusal names which one it is", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const { phone, name } = await makeCustomer(STORY, "Limited Customer", 0n);
  const maker = await distributor.as("maker");
  const cashIn = (amount: string) => ({ to: { phone }, name, amount });
  const refusedWith = async (amount: string, code: keyof typeof ERRORS) => {
    await fillCashIn(maker, cashIn(amount));
    await maker.getByRole("button", { name: "Create cash-in" }).click();
    await expect(maker.getByText(ERRORS[code].message)).toBeVisible();
  };

  const admin = await staff("Issuer Admin");
  await beginChange(admin, distributor.id, "Change limits");
  await admin.getByLabel("Most per operation").fill("1000");
  await admin.getByLabel("Most per day").fill("1500.50");
  await admin.getByRole("button", { name: "Continue" }).click();
  await expect(admin.getByText("now No limit")).toHaveCount(3);
  await admin.getByRole("button", { name: "Change", exact: true }).click();
  const operation = await askForApproval(admin);
  const checker = await staff("Issuer Checker Two");
  await checker.goto(`/issuer/operations/${operation}`);
  await expect(checker.getByText("NGN 1,000.00")).toBeVisible();
  await expect(checker.getByText("NGN 1,500.50")).toBeVisible();
  await approveAtIssuer(checker, operation);

  await refusedWith("1000.01", "limits.distributor-per-transaction-exceeded");
  await createCashIn(maker, cashIn("1000"));
  await refusedWith("500.51", "limits.distributor-daily-volume-exceeded");
  await createCashIn(maker, cashIn("500.50"));
  expect(await floatBalance(distributor.id)).toEqual({ posted: 100_000_00n, held: 1_500_50n });
  await admin.goto(`/issuer/distributors/${distributor.id}`);
  await expect(admin.getByRole("definition").filter({ hasText: "NGN 1,500.50" })).toBeVisible();
});
