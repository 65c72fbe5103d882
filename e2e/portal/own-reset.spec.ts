import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { ERRORS } from "@/lib/kernel/errors";
import { objectionsTo } from "../support/axe";
import { smsCount } from "../support/codes";
import { approve, expectStatus } from "../support/decide-on-screen";
import { enrol, next, passSms } from "../support/enrol";
import { makeNewcomer } from "../support/invited";
import { expect, test } from "../support/portal-test";
import { distributorA, personCalled } from "../support/trial";

const NO_PAIR = "cannot approve each other’s requests until";
/** A name that stands for one person also where the journeys ran before. */
const newName = (name: string) => `${name} ${String(Date.now()).slice(-6)}`;
const newPhone = () => `+234809${String(Date.now()).slice(-7)}`;

/** Somebody who has worked here for long and has signed in: a page of theirs, and what their authenticator knows. */
async function colleague(browser: { newPage(): Promise<Page> }, name: string, roles: readonly string[]) {
  const person = await makeNewcomer(newName(name), [{ distributor: distributorA().id, roles }]);
  const page = await browser.newPage();
  await passSms(page, person.phone);
  const { secret } = await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
  return { ...person, page, secret };
}

async function openPerson(admin: Page, name: string): Promise<void> {
  await admin.goto("/people");
  await admin.getByRole("link", { name }).click();
  await expect(admin.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Has what the admin has just asked for approved by another checker. */
async function haveApproved(admin: Page, checker: Page): Promise<void> {
  await admin.waitForURL("**/operations/op_*");
  await checker.goto(new URL(admin.url()).pathname);
  await approve(checker);
  await expectStatus(checker, "Completed");
}

/** A request of this person for somebody new; the path of its page. */
async function askForSomebody(page: Page): Promise<string> {
  await page.goto("/people/invite");
  await page.getByLabel("Name").fill(newName("Sock Puppet"));
  await page.getByLabel("Mobile phone").fill(newPhone());
  await page.getByRole("checkbox", { name: /^Checker/ }).check({ force: true });
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await page.waitForURL("**/operations/op_*");
  return new URL(page.url()).pathname;
}

/** The page of a request, and the desk, say until when this person cannot decide on it, and offer nothing to decide with. */
async function expectNoPair(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText(NO_PAIR)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await page.goto(`/approvals?tab=waiting&open=${path.split("/").at(-1)}`);
  await expect(page.getByText(NO_PAIR).filter({ visible: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
}

test("whoever has had somebody’s authenticator reset does not get them as the other pair of eyes, nor the other way round: the desk says until when", async ({
  as,
  browser,
}) => {
  test.setTimeout(180_000);
  const { name, phone, page } = await colleague(browser, "Reset Person", ["admin", "checker"]);
  const admin = await as("Admin A");
  await openPerson(admin, name);
  await admin.getByRole("button", { name: "Reset authenticator" }).click();
  const dialog = admin.getByRole("dialog");
  await expect(dialog).toContainText("For 72 hours you and they cannot approve each other’s requests.");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(dialog.getByText("Say why.")).toBeVisible();
  expect(await objectionsTo(admin)).toEqual([]);
  await dialog.getByLabel("Reason").fill("Phone fell into the lagoon");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  const checker = await as("Checker One A");
  await haveApproved(admin, checker);

  await page.goto("/operations");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await passSms(page, phone);
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();

  const asked = await askForSomebody(admin);
  await expectNoPair(page, asked);
  await checker.goto(asked);
  await expect(checker.getByRole("button", { name: "Approve" })).toBeVisible();
  await expectNoPair(admin, await askForSomebody(page));
  await page.context().close();
});

test("an authenticator that was never set up is not reset: the dialog says why and what happens instead", async ({
  as,
}) => {
  const name = newName("Never Came");
  await makeNewcomer(name, [{ distributor: distributorA().id, roles: ["viewer"] }]);
  const admin = await as("Admin A");
  await openPerson(admin, name);
  await admin.getByRole("button", { name: "Reset authenticator" }).click();
  await admin.getByRole("dialog").getByLabel("Reason").fill("Lost");
  await admin.getByRole("dialog").getByRole("button", { name: "Ask for approval" }).click();
  await expect(admin.getByRole("alert")).toContainText(ERRORS["people.not-enrolled"].message);
  await admin.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(admin.getByRole("dialog")).toBeHidden();
});

test("another phone for somebody: asked for in a dialog, approved by another person; then the new one leads in and the old one nowhere", async ({
  as,
  browser,
}) => {
  test.setTimeout(180_000);
  const { name, phone: old, page, secret } = await colleague(browser, "Other Phone", ["admin", "checker"]);
  const phone = newPhone();
  const admin = await as("Admin A");
  await openPerson(admin, name);
  await admin.getByRole("button", { name: "Change phone" }).click();
  const dialog = admin.getByRole("dialog");
  const send = dialog.getByRole("button", { name: "Ask for approval" });
  await expect(send).toBeDisabled();
  for (const [typed, said] of [
    ["0809 123", "Write it with country code"],
    [personCalled("Maker One A").phone, ERRORS["people.phone-taken"].message],
  ] as const) {
    await dialog.getByLabel("New mobile phone").fill(typed);
    await send.click();
    await expect(dialog.getByText(said)).toBeVisible();
  }
  expect(await objectionsTo(admin)).toEqual([]);
  await dialog.getByLabel("New mobile phone").fill(phone);
  await send.click();
  await haveApproved(admin, await as("Checker One A"));

  await page.goto("/operations");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  const sent = smsCount(old);
  await page.getByLabel("Phone").fill(old);
  await next(page);
  await expect(page.getByLabel("SMS code")).toBeVisible();
  await page.getByRole("button", { name: "Use another number" }).click();
  await page.getByLabel("Phone").fill(phone);
  await passSms(page, phone, true);
  const epoch = Math.floor(Date.now() / 1000) + 30;
  await page.getByLabel("Authenticator code").fill(await generate({ secret, epoch }));
  await next(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
  expect(smsCount(old)).toBe(sent);
  await expectNoPair(page, await askForSomebody(admin));
  await page.context().close();
});
