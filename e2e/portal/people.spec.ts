import type { Page } from "@playwright/test";
import { ERRORS } from "@/lib/kernel/errors";
import { objectionsTo } from "../support/axe";
import { createCashIn } from "../support/cash-in-page";
import { allSms } from "../support/codes";
import { approve, expectStatus } from "../support/decide-on-screen";
import { enrol, passSms } from "../support/enrol";
import { statusOf } from "../support/ledger";
import { newPhone } from "../support/phones";
import { expect, test } from "../support/portal-test";
import { customer, personCalled } from "../support/trial";

type Newcomer = { readonly name: string; readonly phone: string; readonly roles: readonly string[] };

/** Somebody whom nobody knows yet, also where the journeys ran before. */
async function newcomer(name: string, roles: readonly string[]): Promise<Newcomer> {
  const phone = await newPhone("portal/people");
  return { name: `${name} ${phone.slice(-3)}`, phone, roles };
}

async function invite(page: Page, who: Newcomer): Promise<void> {
  await page.goto("/people/invite");
  await page.getByLabel("Name").fill(who.name);
  await page.getByLabel("Mobile phone").fill(who.phone);
  for (const role of who.roles)
    await page.getByRole("checkbox", { name: new RegExp(`^${role}`) }).check({ force: true });
  await page.getByRole("button", { name: "Ask for approval" }).click();
}

/** Has somebody invited and approved, and signs them in for the first time. */
async function join(as: (name: string) => Promise<Page>, page: Page, who: Newcomer): Promise<void> {
  const admin = await as("Admin A");
  await invite(admin, who);
  await admin.waitForURL("**/operations/op_*");
  const checker = await as("Checker One A");
  await checker.goto(new URL(admin.url()).pathname);
  await approve(checker);
  await expectStatus(checker, "Completed");
  await passSms(page, who.phone);
  await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
}

test("an invitation: asked for, approved by another person, followed by SMS; the admin sees who joined", async ({
  as,
  browser,
}) => {
  test.slow();
  const who = await newcomer("Newcomer One", ["Checker"]);
  const admin = await as("Admin A");
  await admin.goto("/people/invite");
  expect(await objectionsTo(admin)).toEqual([]);
  await invite(admin, who);
  await admin.waitForURL("**/operations/op_*");
  await expect(admin.getByText("does not work here")).toBeVisible();
  await expect(admin.getByText("You made this; another person must decide")).toBeVisible();
  const path = new URL(admin.url()).pathname;

  const checker = await as("Checker One A");
  await checker.goto(path);
  await expect(checker.getByText(`Admin A and ${who.name} cannot approve each other`)).toBeVisible();
  await approve(checker);
  await expectStatus(checker, "Completed");
  const sent = () => allSms().filter(({ to, text }) => to === who.phone && text.includes("/invitation/"));
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBe(1);

  const page = await (await browser.newContext()).newPage();
  await page.goto(new URL(/https?:\/\/\S+/.exec(sent()[0]?.text ?? "")?.[0] ?? "").pathname);
  await expect(page.getByText("Distributor A").first()).toBeVisible();
  await passSms(page, who.phone);
  await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
  await page.context().close();

  await admin.goto("/people");
  const row = admin.getByRole("row").filter({ hasText: who.name });
  await expect(row).toContainText("Active");
  await row.getByRole("link").click();
  await expect(admin.getByRole("heading", { name: who.name })).toBeVisible();
  await expect(admin.getByText("came for the first time and joined")).toBeVisible();
  expect(await objectionsTo(admin)).toEqual([]);
});

test("the same phone in another spelling is the same person, and is not invited twice", async ({ as }) => {
  const admin = await as("Admin A");
  const { phone } = personCalled("Maker One A");
  const spelt = `${phone.slice(0, 4)}-${phone.slice(4, 7)} ${phone.slice(7, 10)}.${phone.slice(10)}`;
  for (const one of [phone, spelt]) {
    await invite(admin, { name: "Sock Puppet", phone: one, roles: ["Checker"] });
    await expect(admin.getByText("Somebody with this phone number is one of your people already")).toBeVisible();
  }
});

test("whoever was invited by somebody does not decide on what they ask for, and reads until when", async ({
  as,
  browser,
}) => {
  test.slow();
  const puppet = await newcomer("Puppet Two", ["Checker"]);
  const page = await (await browser.newContext()).newPage();
  await join(as, page, puppet);
  const admin = await as("Admin A");
  await invite(admin, await newcomer("Puppet Three", ["Checker"]));
  await admin.waitForURL("**/operations/op_*");
  await page.goto(new URL(admin.url()).pathname);
  await expect(page.getByText("cannot approve each other’s requests until")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await page.context().close();
});

test("roles that are taken away are gone under an open approval dialog; more roles wait for approval", async ({
  as,
  browser,
}) => {
  test.slow();
  const who = await newcomer("Changing Roles", ["Maker", "Checker"]);
  const page = await (await browser.newContext()).newPage();
  await join(as, page, who);
  const { phone, name } = customer(10);
  const id = await createCashIn(await as("Maker One A"), { to: { phone }, name, amount: "613" });
  await page.goto(`/operations/${id}`);
  await page.getByRole("button", { name: "Approve" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible();

  const admin = await as("Admin A");
  await admin.goto("/people");
  await admin.getByRole("link", { name: who.name }).click();
  await admin.getByRole("button", { name: "Change roles" }).click();
  await admin.getByRole("checkbox", { name: /^Checker/ }).uncheck({ force: true });
  await admin.getByRole("checkbox", { name: /^Viewer/ }).check({ force: true });
  await expect(admin.getByText("At once: without Checker.")).toBeVisible();
  await expect(admin.getByText("After approval: also Viewer.")).toBeVisible();
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  await admin.waitForURL("**/operations/op_*");

  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText(ERRORS["auth.forbidden"].message)).toBeVisible();
  expect(await statusOf(id)).toBe("pending");
  await page.goto("/people");
  const row = page.getByRole("row").filter({ hasText: who.name });
  await expect(row).toContainText("Maker");
  await expect(row).not.toContainText("Checker");
  await page.context().close();
});

test("whoever is suspended is out with the next request, and comes back only by another person’s approval", async ({
  as,
  browser,
}) => {
  test.slow();
  const who = await newcomer("Out At Once", ["Maker"]);
  const page = await (await browser.newContext()).newPage();
  await join(as, page, who);
  const admin = await as("Admin A");
  await admin.goto("/people");
  await admin.getByRole("link", { name: who.name }).click();
  await admin.getByRole("button", { name: "Suspend" }).click();
  await admin.getByLabel("Reason").fill("Left the shop");
  await admin.getByRole("button", { name: "Suspend now" }).click();
  await expect(admin.getByText("Because: Left the shop")).toBeVisible();
  await page.goto("/operations");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await admin.getByRole("button", { name: "Reinstate" }).click();
  await admin.getByLabel("Reason").fill("Is back");
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  await admin.waitForURL("**/operations/op_*");
  const checker = await as("Checker One A");
  await checker.goto(new URL(admin.url()).pathname);
  await approve(checker);
  await expectStatus(checker, "Completed");
  await page.context().close();
});
