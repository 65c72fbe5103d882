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
