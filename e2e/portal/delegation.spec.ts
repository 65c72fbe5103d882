import { createCashIn } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

const { phone, name } = customer(8);

test.afterEach(expectNoViolations);

test("a checker who goes away has a maker decide in their place, once another checker has approved it, until it is ended", async ({
  as,
}) => {
  // Four people sign in.
  test.slow();
  const away = await as("Checker Two A");
  await away.goto("/account/delegation");
  await away.getByLabel("Who decides in your place").selectOption("Maker Two A");
  await away.getByRole("button", { name: "Let them decide" }).click();
  await away.getByRole("link", { name: "the request" }).click();
  await expect(away.getByRole("heading", { name: "Maker Two A decides for the maker" }).first()).toBeVisible();

  const checker = await as("Checker One A");
  await checker.goto(new URL(away.url()).pathname);
  await approve(checker);
  await expectStatus(checker, "Completed");

  const maker = await as("Maker One A");
  const id = await createCashIn(maker, { to: { phone }, name, amount: "421" });
  const deputy = await as("Maker Two A");
  await deputy.goto("/approvals");
  await expect(deputy.getByText(/You decide for Checker Two A until/)).toBeVisible();
  await deputy.goto(`/operations/${id}`);
  await expect(deputy.getByText("You decide this in the place of Checker Two A.")).toBeVisible();
  await approve(deputy);
  await expectStatus(deputy, "Completed");
  await expect(deputy.getByText("Approved by Maker Two A for Checker Two A")).toBeVisible();

  await away.goto("/account/delegation");
  await away.getByRole("button", { name: "End that Maker Two A decides for Checker Two A" }).click();
  await expect(away.getByText("Nobody stands in for anybody")).toBeVisible();
  const next = await createCashIn(maker, { to: { phone }, name, amount: "422" });
  await deputy.goto(`/operations/${next}`);
  await expect(deputy.getByText("Waiting for 1 of 1 approval").first()).toBeVisible();
  await expect(deputy.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("somebody with the same roles stands in at once", async ({ as }) => {
  const away = await as("Checker Two A");
  await away.goto("/account/delegation");
  await away.getByRole("button", { name: "Let them decide" }).click();
  await expect(away.getByText("Choose somebody.")).toBeVisible();
  await away.getByLabel("Who decides in your place").selectOption("Checker One A");
  await away.getByRole("button", { name: "Let them decide" }).click();
  await expect(away.getByText("Checker One A decides in your place")).toBeVisible();
  await away.getByRole("button", { name: "End that Checker One A decides for Checker Two A" }).click();
  await expect(away.getByText("Nobody stands in for anybody")).toBeVisible();
});
