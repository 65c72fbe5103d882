import type { Browser, Page } from "@playwright/test";
import { generate } from "otplib";
import { objectionsInBothThemes, objectionsTo } from "../support/axe";
import { createCashIn } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { enrol, passSms } from "../support/enrol";
import { makeCustomer, makeDistributor, type OwnDistributor } from "../support/own-distributor";
import { expect, test } from "../support/portal-test";
import { flawsOf, LOOKS } from "../support/screens";

let own: OwnDistributor;

test.beforeEach(async ({ browser }) => {
  own = await makeDistributor(browser, { story: "portal/policies", name: "Careful", floatMinor: 5_000_000_00n });
});

test.afterEach(async () => {
  await own.close();
});

/** Adds a rule at the end and fills in what is not as without one. */
async function addRule(page: Page, number: number, rule: { from?: string; approvals?: string; stepUp?: boolean }) {
  await page.getByRole("button", { name: "Add a rule" }).click();
  const fields = page.getByRole("region", { name: `Rule ${number}`, exact: true });
  if (rule.from) await fields.getByLabel("From").fill(rule.from);
  if (rule.approvals) await fields.getByLabel("Different people").selectOption(rule.approvals);
  if (rule.stepUp) await fields.getByLabel("Each enters a fresh code").check();
}

/** Asks for the policy that was filled in; the path of the request. */
async function send(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The policy as whoever approves it will read it")).toBeVisible();
  await page.getByRole("button", { name: "Ask for this policy" }).click();
  await page.waitForURL("**/operations/op_*");
  return new URL(page.url()).pathname;
}

/** Somebody who signs in for the first time and sets up an authenticator. */
async function enrolled(browser: Browser, phone: string): Promise<{ page: Page; secret: string }> {
  const page = await (await browser.newContext()).newPage();
  await passSms(page, phone);
  const { secret } = await enrol(page);
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return { page, secret };
}

/** A code that was not used when the authenticator was set up: that of the next time step, which is accepted too. */
const nextCode = (secret: string) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });

test("an admin asks for a policy, a checker reads what changes and approves, and it says who would have to approve", async () => {
  test.slow();
  const admin = await own.as("admin");
  await admin.goto("/settings/policies");
  await expect(admin.getByText("No policy of your own yet")).toBeVisible();
  await admin.getByRole("link", { name: "Change policy" }).first().click();
  await addRule(admin, 1, { from: "100000", approvals: "2" });
  await addRule(admin, 2, { from: "500000" });
  await admin.getByRole("button", { name: "Continue" }).click();
  await expect(admin.getByText("This rule would never count")).toBeVisible();
  expect(await objectionsTo(admin)).toEqual([]);
  await admin.getByRole("button", { name: "Remove rule 2" }).click();
  const path = await send(admin);
  await expect(admin.getByText("You made this; another person must decide")).toBeVisible();
  await admin.goto("/settings/policies");
  await expect(admin.getByText("A change of this policy waits for approval.")).toBeVisible();

  const checker = await own.as("checker one");
  await checker.goto(path);
  await expect(checker.getByText("Cash-ins from anywhere, from NGN 100,000.00")).toBeVisible();
  await expect(checker.getByText("2 different checkers, within 24 hours")).toBeVisible();
  // What asks for two people is itself decided by two.
  await expect(checker.getByText("Waiting for 2 of 2 approvals").first()).toBeVisible();
  expect(await objectionsTo(checker)).toEqual([]);
  await approve(checker);
  const second = await own.as("checker two");
  await second.goto(path);
  await approve(second);
  await expectStatus(second, "Completed");

  await admin.goto("/settings/policies");
  await expect(admin.getByRole("heading", { name: "In force: Version 1" })).toBeVisible();
  const asks = admin.getByRole("region", { name: "Who would have to approve?" });
  await asks.getByLabel("Amount").fill("250000");
  await asks.getByLabel("Made by").selectOption({ label: "Story key" });
  await asks.getByRole("button", { name: "Ask" }).click();
  const answer = asks.getByRole("status");
  await expect(answer).toContainText("2 different checkers");
  await expect(answer).toContainText(`${own.name} checker one, ${own.name} checker two`);
  await expect(answer).toContainText("Rule 1 of version 1");
  await asks.getByLabel("Amount").fill("99999.99");
  await asks.getByRole("button", { name: "Ask" }).click();
  await expect(answer).toContainText("one checker");
  await expect(answer).toContainText("No rule fits");
  expect(await objectionsTo(admin)).toEqual([]);

  // Before one of the two is suspended it is said that the policy needs them.
  await admin.goto("/people");
  await admin.getByRole("link", { name: `${own.name} checker two` }).click();
  await admin.getByRole("button", { name: "Suspend" }).click();
  const dialog = admin.getByRole("dialog");
  await expect(dialog.getByText("Rule 1 of the policy could be satisfied by nobody then.")).toBeVisible();
  expect(await objectionsTo(admin)).toEqual([]);

  // What waits when somebody leaves otherwise is blocked, and says what helps.
  const customer = await makeCustomer("portal/policies", "Large", 0n);
  const maker = await own.as("maker");
  const id = await createCashIn(maker, { to: { phone: customer.phone }, name: customer.name, amount: "150000" });
  await own.leaves("maker");
  await checker.goto("/approvals?tab=blocked");
  await expect(checker.getByText("Blocked: nobody can complete it")).toBeVisible();
  await expect(checker.getByText(`${own.name} maker has asked for it and may not any more`).first()).toBeVisible();
  expect(await objectionsTo(checker)).toEqual([]);
  await admin.goto("/operations?blocked=only");
  await expect(admin.getByText("Blocked", { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await admin.goto(`/operations/${id}`);
  await admin.getByRole("main").getByRole("link", { name: "People" }).filter({ visible: true }).first().click();
  await admin.waitForURL("**/people");
});

test("what too few people could approve is refused, and says so", async () => {
  const admin = await own.as("admin");
  await admin.goto("/settings/policies/change");
  await addRule(admin, 1, { approvals: "3" });
  await admin.getByRole("button", { name: "Continue" }).click();
  await admin.getByRole("button", { name: "Ask for this policy" }).click();
  await expect(admin.getByText("Too few people could approve what a rule asks for").first()).toBeVisible();
});

test("what asks for two people with codes is itself decided by two, each with a fresh code of their own", async ({
  browser,
}) => {
  test.slow();
  const admin = await own.as("admin");
  await admin.goto("/settings/policies/change");
  await addRule(admin, 1, { from: "100000", approvals: "2", stepUp: true });
  const path = await send(admin);

  const one = await enrolled(browser, own.phoneOf("checker one"));
  await one.page.goto(path);
  await expect(one.page.getByText("2 different checkers, each with a fresh code, within 24 hours")).toBeVisible();
  await one.page.getByRole("button", { name: "Approve" }).click();
  const dialog = one.page.getByRole("alertdialog");
  await expect(dialog.getByText("before one more person has approved")).toBeVisible();
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog.getByText("Enter the six digits")).toBeVisible();
  const code = await nextCode(one.secret);
  await dialog.getByLabel("Code of your authenticator").fill(String((Number(code) + 7) % 1_000_000).padStart(6, "0"));
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog.getByText(/not right/)).toBeVisible();
  expect(await objectionsTo(one.page)).toEqual([]);
  await dialog.getByLabel("Code of your authenticator").fill(code);
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog).toBeHidden();

  const two = await enrolled(browser, own.phoneOf("checker two"));
  await two.page.goto("/approvals");
  await two.page.getByRole("checkbox").first().check();
  await two.page
    .getByRole("button", { name: /^Approve/ })
    .first()
    .click();
  const bulk = two.page.getByRole("alertdialog");
  await bulk.getByLabel("Code of your authenticator").fill(await nextCode(two.secret));
  await bulk.getByRole("button", { name: "Approve" }).click();
  await expect(bulk).toBeHidden();
  await two.page.goto(path);
  await expectStatus(two.page, "Completed");
  for (const { page } of [one, two]) await page.context().close();
});

for (const { size, viewport } of LOOKS) {
  test(`axe finds nothing on the form of a change, and nothing is wider than the screen, in either theme: ${size}`, async () => {
    const admin = await own.as("admin", { viewport });
    expect(await flawsOf(admin, ["/settings/policies/change"])).toEqual([]);
    await addRule(admin, 1, { from: "100000", approvals: "2", stepUp: true });
    expect(await objectionsInBothThemes(admin)).toEqual([]);
  });
}
