import { sendCashIn } from "../support/api";
import { createCashIn } from "../support/cash-in-page";
import { approve, expectStatus, reject } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, statusOf } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

const { phone, name } = customer(10);

test.afterEach(expectNoViolations);

test("a rejection needs a reason, frees what was held, and tells the maker why", async ({ as }) => {
  const before = await floatBalance();
  const maker = await as("Maker One A");
  const id = await createCashIn(maker, { to: { phone }, name, amount: "400" });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await checker.getByRole("button", { name: "Reject" }).click();
  const dialog = checker.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await reject(checker, "The receipt says 40, not 400");
  await expectStatus(checker, "Rejected");
  expect(await floatBalance()).toEqual(before);
  await expectStatus(maker, "Rejected");
  await expect(maker.getByText("The receipt says 40, not 400")).toBeVisible();
});

test("its maker recalls a request, and what was held is free again", async ({ as }) => {
  const before = await floatBalance();
  const maker = await as("Maker One A");
  await createCashIn(maker, { to: { phone }, name, amount: "401" });
  await maker.getByRole("button", { name: "Recall" }).click();
  await maker.getByRole("alertdialog").getByRole("button", { name: "Recall" }).click();
  await expectStatus(maker, "Recalled");
  expect(await floatBalance()).toEqual(before);
});

test("of two checkers the second learns who was first, and nothing moves twice", async ({ as }) => {
  const before = await floatBalance();
  const id = await sendCashIn({ phoneTo: phone, amount: "402.00" });
  const [one, two] = [await as("Checker One A"), await as("Checker Two A")];
  await two.goto(`/operations/${id}`);
  await two.getByRole("button", { name: "Approve" }).click();
  await one.goto(`/operations/${id}`);
  await approve(one);
  await expectStatus(one, "Completed");
  await two.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  await expect(two.getByText(/Approved by Checker One A at \d\d:\d\d/).first()).toBeVisible();
  await expectStatus(two, "Completed");
  expect(await floatBalance()).toEqual({ posted: before.posted - 402_00n, held: before.held });
});

test("a decision whose answer is lost is asked for again until it is known", async ({ as }) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "403.00" });
  const before = await floatBalance();
  const page = await as("Checker One A");
  await page.goto(`/operations/${id}`);
  let lost = false;
  await page.route("**/operations/**", async (route) => {
    if (route.request().method() !== "POST" || lost) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Sent. We do not know the outcome yet, checking.")).toBeVisible();
  await expectStatus(page, "Completed");
  await expect(page.getByText("Approved by Checker One A at")).toBeVisible();
  expect(await statusOf(id)).toBe("completed");
  expect(await floatBalance()).toEqual({ posted: before.posted - 403_00n, held: before.held - 403_00n });
});

test("a maker changes what waits: the checker who has it open reads the new version before deciding, and the old one stays on record", async ({
  as,
}) => {
  const before = await floatBalance();
  const maker = await as("Maker One A");
  const id = await createCashIn(maker, { to: { phone }, name, amount: "404" });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await expect(checker.getByRole("button", { name: "Approve" })).toBeEnabled();

  await maker.getByRole("link", { name: "Change" }).click();
  await expect(maker.getByLabel("Amount")).toHaveValue(/404/);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Send the new version" }).click();
  await expect(maker.getByText("This is how it is already").first()).toBeVisible();
  await maker.getByLabel("Amount").fill("44");
  await maker.getByLabel("Memo").fill("One digit too many");
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Send the new version" }).click();
  await expect(maker.getByText("Waiting for another person's approval.")).toBeVisible();
  await expect(maker.getByText("What it said before")).toBeVisible();
  await expect(maker.getByText("NGN 404.00").filter({ visible: true }).first()).toBeVisible();
  expect(await floatBalance()).toEqual({ posted: before.posted, held: before.held + 44_00n });

  await expect(checker.getByText("This request was changed while you had it open.")).toBeVisible();
  await expect(checker.getByRole("button", { name: "Approve" })).toBeDisabled();
  await checker.getByRole("button", { name: "Show the new version" }).click();
  await expect(checker.getByText("One digit too many").first()).toBeVisible();
  await approve(checker);
  await expectStatus(checker, "Completed");
  await expect(checker.getByText("Changed by Maker One A", { exact: false })).toBeVisible();
  expect(await floatBalance()).toEqual({ posted: before.posted - 44_00n, held: before.held });
});

test("what has been decided meanwhile is not changed any more, and whoever tries reads so", async ({ as }) => {
  const maker = await as("Maker One A");
  const id = await createCashIn(maker, { to: { phone }, name, amount: "405" });
  await maker.getByRole("link", { name: "Change" }).click();
  await maker.getByLabel("Amount").fill("406");
  await maker.getByRole("button", { name: "Continue" }).click();
  // This page learns nothing by itself: what it sends is what meets the decision.
  await maker.route("**/api/portal/pulse", (route) => route.abort());
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await reject(checker, "The customer has left");
  await maker.getByRole("button", { name: "Send the new version" }).click();
  await expect(maker.getByText("This operation was decided in the meantime").first()).toBeVisible();
  await maker.goto(`/operations/${id}/edit`);
  await expect(maker.getByText("This request cannot be changed")).toBeVisible();
});
