import { operationOnScreen } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expect, test } from "../support/issuer-test";
import { expectNoViolations } from "../support/ledger";
import { flawsOf, LOOKS, untranslatedOn } from "../support/screens";

const wish = { story: "issuer/own-accounts", name: "Account Story", floatMinor: 250_000_00n } as const;

test.afterEach(expectNoViolations);

test("an admin has an account opened beside the float, a maker moves money there, each with a checker, and home says what it has", async ({
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const [admin, maker, checker] = [
    await distributor.as("admin"),
    await distributor.as("maker"),
    await distributor.as("checker one"),
  ];
  await maker.goto("/float/transfer");
  await expect(maker.getByText("There is no account beside the float")).toBeVisible();

  await admin.goto("/float");
  await admin.getByRole("link", { name: "New account" }).filter({ visible: true }).click();
  await admin.getByLabel("Name").fill("Branch North");
  await admin.getByRole("button", { name: "Continue" }).click();
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  const opening = await operationOnScreen(admin);
  await checker.goto(`/operations/${opening}`);
  await expect(checker.getByText("Branch North").first()).toBeVisible();
  await approve(checker);
  await expectStatus(checker, "Completed");

  await maker.goto("/float/transfer");
  await maker.getByLabel("Amount").fill("250000.01");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByText("The account does not cover this amount.").first()).toBeVisible();
  await maker.getByLabel("Amount").fill("40000");
  await maker.getByLabel("To", { exact: true }).selectOption("Float");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByText("Choose another account than the one it comes from.").first()).toBeVisible();
  await maker.getByLabel("To", { exact: true }).selectOption("Branch North");
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Hold and ask for approval" }).click();
  const moving = await operationOnScreen(maker);
  await maker.goto("/float");
  const row = (name: string) => maker.getByRole("row").filter({ hasText: name });
  await expect(row("Float").last()).toContainText("210,000.00");
  await checker.goto(`/operations/${moving}`);
  await approve(checker);
  await expectStatus(checker, "Completed");
  await expect(checker.getByText("Account Branch North")).toBeVisible();
  await maker.reload();
  await expect(row("Branch North")).toContainText("40,000.00");
  await maker.goto("/");
  await expect(maker.getByRole("link", { name: "1 account beside it: 40,000.00" })).toBeVisible();

  // Without an account beside the float these are looked at with all other screens; here they have one.
  const pages = ["/float", "/float/transfer", `/operations/${moving}`];
  for (const { viewport } of LOOKS) {
    await maker.setViewportSize(viewport);
    expect(await flawsOf(maker, pages)).toEqual([]);
  }
  expect(await untranslatedOn(maker, pages)).toEqual([]);
});
