import { ERRORS } from "@/lib/kernel/errors";
import { objectionsTo } from "../support/axe";
import { cashInByKey } from "../support/cash-in-by-key";
import { createCashIn, operationOnScreen } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { approveAtIssuer, expect, made, test } from "../support/issuer-test";
import { expectNoViolations, floatBalance, statusOf } from "../support/ledger";
import { makeCustomer } from "../support/own-distributor";

const STORY = "issuer/suspension";
const HELD = "On hold: the distributor is suspended";

test.afterEach(expectNoViolations);

test("a suspended distributor's people are out with the next request and read why, what waits is held and says so, and two people of the issuer let the work go on", async ({
  staff,
  own,
}) => {
  test.setTimeout(240_000);
  const distributor = await own({ story: STORY, name: "Suspended", floatMinor: 100_000_00n });
  const { phone, name } = await makeCustomer(STORY, "Waiting Customer", 0n);
  const [maker, checker] = [await distributor.as("maker"), await distributor.as("checker one")];
  const cashIn = await createCashIn(maker, { to: { phone }, name, amount: "321.09" });
  await maker.goto("/float/new");
  await maker.getByLabel("Amount").fill("1000");
  await maker.getByLabel("Payment reference").fill(`PAY-${distributor.shortCode}`);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Ask for approval" }).click();
  const request = await operationOnScreen(maker);
  await checker.goto(`/operations/${request}`);
  await approve(checker);
  // This page learns nothing by itself: the decision is what meets the suspension.
  await checker.route("**/api/portal/pulse", (route) => route.abort());
  await checker.goto(`/operations/${cashIn}`);
  await checker.getByRole("button", { name: "Approve" }).click();
  const dialog = checker.getByRole("alertdialog");
  await expect(dialog).toBeVisible();

  const admin = await staff("Issuer Admin");
  await admin.goto(`/issuer/distributors/${distributor.id}`);
  const suspend = admin.getByRole("button", { name: `Suspend ${distributor.name}` }).filter({ visible: true });
  await suspend.click();
  await admin.getByRole("button", { name: "Suspend now" }).click();
  await expect(admin.getByText("Say why.")).toBeVisible();
  await admin.getByLabel("Reason").fill("Accounts under review");
  await admin.getByRole("button", { name: "Suspend now" }).click();
  await expect(admin.getByText("Accounts under review")).toBeVisible();

  await dialog.getByRole("button", { name: "Approve" }).click();
  // Told in the dialog, or led away at once by the page behind it.
  const told = checker.getByText(ERRORS["auth.session-ended"].message);
  await expect(told.or(checker.getByText(`Your issuer has suspended ${distributor.name}.`)).first()).toBeVisible();
  expect(await statusOf(cashIn)).toBe("pending");
  await checker.unroute("**/api/portal/pulse");
  for (const page of [maker, checker]) {
    await page.goto("/operations");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByText(`Your issuer has suspended ${distributor.name}.`)).toBeVisible();
    await expect(page.getByText("Because: Accounts under review.")).toBeVisible();
  }
  expect(await objectionsTo(maker)).toEqual([]);

  expect(await cashInByKey(distributor, phone, "1.00")).toBe("403 organisations.distributor-suspended");

  const issuer = await staff("Issuer Checker One");
  const places = [
    `/issuer/approvals?tab=waiting&open=${request}`,
    `/issuer/operations/${request}`,
    `/issuer/distributors/${distributor.id}/operations/${cashIn}`,
  ];
  for (const place of places) {
    await issuer.goto(place);
    await expect(issuer.getByText(HELD).filter({ visible: true }).first()).toBeVisible();
    await expect(issuer.getByRole("button", { name: "Approve" })).toHaveCount(0);
  }
  await issuer.goto("/issuer/approvals");
  await expect(issuer.locator(`a[href*="${request}"]`)).toHaveCount(0);

  await admin
    .getByRole("button", { name: `Reinstate ${distributor.name}` })
    .filter({ visible: true })
    .click();
  await admin.getByLabel("Reason").fill("Accounts are in order");
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  const reinstatement = await made(admin);
  await maker.goto("/operations");
  await expect(maker).toHaveURL(/\/sign-in/);
  await approveAtIssuer(issuer, reinstatement);

  expect(await cashInByKey(distributor, phone, "5.00")).toBe("200");
  // The sessions that stood still go on, from where they were led to.
  await maker.goto("/sign-in");
  await expect(maker.locator("[data-shell]")).toBeVisible();
  await checker.goto(`/approvals?open=${cashIn}`);
  await expect(checker.getByText(HELD)).toHaveCount(0);
  await approve(checker);
  await maker.goto(`/operations/${cashIn}`);
  await expectStatus(maker, "Completed");
  await approveAtIssuer(issuer, request);
  expect(await floatBalance(distributor.id)).toEqual({ posted: 100_678_91n, held: 5_00n });
});
