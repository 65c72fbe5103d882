import { objectionsTo } from "../support/axe";
import { hardCodedText } from "../support/hard-coded";
import { expect, test } from "../support/portal-test";
import { baseURL } from "../support/trial";

test("an admin sees what the last verification found, in both themes and on a phone", async ({ as }) => {
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1440, height: 900 },
  ]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await as("Admin A", { viewport, colorScheme });
      // The worker verifies soon after it has started.
      await expect(async () => {
        await page.goto("/verification");
        await expect(page.getByText("Nothing is wrong")).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 60_000 });
      await expect(page.getByText(/[0-9,]+ audit entries/)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(await objectionsTo(page)).toEqual([]);
    }
  }
});

test("an admin comes to it from the menu; its text comes from the messages", async ({ as }) => {
  const page = await as("Admin A", { viewport: { width: 1440, height: 900 } });
  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Verification" }).click();
  await expect(page).toHaveURL(/\/verification$/);
  await page.context().addCookies([{ name: "locale", value: "en-XA", url: baseURL }]);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  expect(await hardCodedText(page)).toEqual([]);
});

test("who is no admin is not offered it, and is refused", async ({ as }) => {
  const page = await as("Maker One A");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Verification", includeHidden: true })).toHaveCount(0);
  await page.goto("/verification");
  await expect(page.getByText("Your role does not show this")).toBeVisible();
});
