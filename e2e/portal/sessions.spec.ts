import { generate } from "otplib";
import { enrol, next, passSms } from "../support/enrol";
import { lastSeen, makeNewcomer } from "../support/invited";
import { expect, test } from "../support/portal-test";
import { signIn } from "../support/sign-in";
import { distributorA, personCalled } from "../support/trial";

// Not with `as`: what is ended here must not be the session that other journeys share.

test("a session that was ended elsewhere is over with the next page", async ({ browser }) => {
  const person = personCalled("Viewer B");
  const here = await browser.newPage();
  const there = await browser.newPage();
  await signIn(here, person, "/account/sessions");
  await signIn(there, person, "/account/sessions");
  await here.reload();
  const rows = here.getByRole("listitem").filter({ hasText: "Signed in" });
  const count = await rows.count();
  await expect(rows.first()).toContainText("This browser");
  await rows.nth(1).getByRole("button", { name: "Sign out" }).click();
  await expect(rows).toHaveCount(count - 1);
  await there.goto("/operations");
  await expect(there.getByText("Your session has ended.")).toBeVisible();
  await expect(here.getByText("This browser")).toBeVisible();
  await here.close();
  await there.close();
});

test("the list names the place of each device's clock, where it names one", async ({ browser }) => {
  const { phone } = await makeNewcomer("Person on the move", [{ distributor: distributorA().id, roles: ["viewer"] }]);
  const context = await browser.newContext({ timezoneId: "Africa/Lagos" });
  const page = await context.newPage();
  await passSms(page, phone);
  const { secret } = await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
  const elsewhere = await browser.newContext({ timezoneId: "UTC" });
  const there = await elsewhere.newPage();
  await passSms(there, phone);
  const epoch = Math.floor(Date.now() / 1000) + 30;
  await there.getByLabel("Authenticator code").fill(await generate({ secret, epoch }));
  await next(there);
  await expect(there.locator("[data-shell]")).toBeVisible();
  await page.goto("/account/sessions");
  const rows = page.getByRole("listitem").filter({ hasText: "Signed in" });
  await expect(rows.first()).toContainText("Lagos, Africa – by the clock of the device");
  await expect(rows.nth(1)).toContainText("Placenot known");
  await context.close();
  await elsewhere.close();
});

test("a page that is read, or that asks by itself, keeps no session alive; somebody at the screen does", async ({
  browser,
}) => {
  const { phone } = await makeNewcomer("Away Person", [{ distributor: distributorA().id, roles: ["viewer"] }]);
  const context = await browser.newContext();
  const page = await context.newPage();
  await passSms(page, phone);
  await enrol(page);
  await expect(page.locator("[data-shell]")).toBeVisible();
  await page.close();
  const idle = async () => (await lastSeen(phone)) > 13 * 60;
  await lastSeen(phone, 14 * 60);
  expect((await context.request.get("/operations")).ok()).toBe(true);
  expect((await context.request.get("/api/portal/pulse")).ok()).toBe(true);
  expect(await idle()).toBe(true);
  expect((await context.request.get("/api/portal/pulse", { headers: { "portal-seen": "1" } })).ok()).toBe(true);
  expect(await idle()).toBe(false);
  await lastSeen(phone, 16 * 60);
  expect((await context.request.get("/api/portal/pulse", { headers: { "portal-seen": "1" } })).status()).toBe(401);
  const later = await context.newPage();
  await later.goto("/operations");
  await expect(later.getByText("Your session has ended.")).toBeVisible();
  await context.close();
});

test("sign out everywhere asks first, then ends every session, this one included", async ({ browser }) => {
  const person = personCalled("Maker and Checker B");
  const here = await browser.newPage();
  const there = await browser.newPage();
  await signIn(here, person, "/account/sessions");
  await signIn(there, person, "/account/sessions");
  await here.getByRole("main").getByRole("button", { name: "Sign out everywhere" }).first().click();
  await here.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(here.getByLabel("Phone")).toBeVisible();
  expect((await here.context().cookies()).map(({ name }) => name)).not.toContain("portal.session");
  await there.reload();
  await expect(there.getByLabel("Phone")).toBeVisible();
  await here.close();
  await there.close();
});
