import type { Page } from "@playwright/test";
import { createCashIn } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { SIZES } from "../support/screens";
import { customer } from "../support/trial";

const { phone, name } = customer(11);

test.afterEach(expectNoViolations);

const bellOf = (page: Page) => page.getByRole("banner").getByRole("button", { name: /^Notices/ });
const panelOf = (page: Page) => page.getByRole("region", { name: "Notices" });

test("a checker's bell rings at once, leads to the request, and the maker's when it has ended", async ({ as }) => {
  const checker = await as("Checker One A");
  await checker.goto("/operations");
  await bellOf(checker).click();
  await panelOf(checker)
    .getByRole("button", { name: "Mark all as read" })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await expect(bellOf(checker)).toHaveAccessibleName("Notices");
  await checker.keyboard.press("Escape");

  const maker = await as("Maker One A");
  await createCashIn(maker, { to: { phone }, name, amount: "411" });
  await expect(bellOf(checker)).toHaveAccessibleName("Notices, 1 unread");
  await bellOf(checker).click();
  const notice = panelOf(checker).getByRole("listitem").first();
  await expect(notice).toContainText("NGN 411.00");
  await expect(notice).toContainText("Waits for your decision · by Maker One A");
  await notice.getByRole("link", { name: `Unread: Cash-in to ${name}` }).click();
  await expect(checker).toHaveURL(/\/approvals\?open=op_/);
  await expect(bellOf(checker)).toHaveAccessibleName("Notices");
  await approve(checker);

  await expectStatus(maker, "Completed");
  await maker.goto("/notices");
  const own = maker.getByRole("main").getByRole("listitem").first();
  await expect(own).toContainText("Your request was approved and is done");
  await maker.getByRole("button", { name: "Mark all as read" }).click();
  await expect(bellOf(maker)).toHaveAccessibleName("Notices");
  await expect(own.getByText("Unread:")).toHaveCount(0);
});

test("somebody says when an SMS comes and when none does, and finds it said", async ({ as }) => {
  const page = await as("Checker Two A");
  await page.goto("/account/notices");
  const after = page.getByLabel("Send me an SMS when a request has waited for");
  await expect(after).toHaveValue("30");
  await after.selectOption("1 hour");
  await page.getByLabel("From").selectOption("23:30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(after).toHaveValue("60");
  await expect(page.getByLabel("From")).toHaveValue(String(23 * 60 + 30));
  await expect(page.getByText("Waited too long")).toHaveCount(0);
  await page.getByLabel("To", { exact: true }).selectOption("23:30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Choose another time than the beginning.")).toBeVisible();
});

test("an admin says after how long everybody is told", async ({ as }) => {
  const page = await as("Admin A");
  await page.goto("/account/notices");
  await page.getByLabel("Tell everybody after").selectOption("2 hours");
  await page.getByRole("button", { name: "Save for everybody" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Tell everybody after")).toHaveValue("120");
});

test("on a phone the way to the notices is under More", async ({ as }) => {
  const page = await as("Maker One A", { viewport: SIZES.phone });
  await page.goto("/");
  await page.getByRole("button", { name: /^More/ }).click();
  await page.getByRole("link", { name: /^Notices/ }).click();
  await expect(page.getByRole("heading", { name: "Notices", level: 1 })).toBeVisible();
});
