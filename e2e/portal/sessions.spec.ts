import { expect, test } from "../support/portal-test";
import { signIn } from "../support/sign-in";
import { personCalled } from "../support/trial";

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
