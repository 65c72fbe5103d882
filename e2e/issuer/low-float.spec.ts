import { objectionsTo } from "../support/axe";
import { expect, test } from "../support/issuer-test";

const STORY = "issuer/low-float";

test("below the mark that its admin sets, a distributor's float is low on its home and first in its issuer's overview; without one it is when all is gone", async ({
  staff,
  own,
}) => {
  const distributor = await own({ story: STORY, name: "Aardvark", floatMinor: 500_00n });
  const page = await distributor.as("admin");
  await page.goto("/");
  await expect(page.locator("main").getByText("Available float").first()).toBeVisible();
  await expect(page.locator("main").getByText("Low float", { exact: true })).toHaveCount(0);

  await page.goto("/settings/float");
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByLabel("Low below").fill("500.01");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/$/);
  await expect(page.locator("main").getByText("Low float", { exact: true })).toBeVisible();

  const viewer = await staff("Issuer Admin");
  const row = viewer.getByRole("row").filter({ hasText: distributor.name });
  await viewer.goto("/issuer");
  await expect(row).toContainText("Low float");
  await viewer.goto(`/issuer/distributors/${distributor.id}`);
  await expect(viewer.getByText("NGN 500.01")).toBeVisible();

  await page.goto("/settings/float");
  await expect(page.getByLabel("Low below")).toHaveValue(/500\.01/);
  await page.getByLabel("Low below").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/$/);
  await expect(page.locator("main").getByText("Low float", { exact: true })).toHaveCount(0);
  await viewer.goto(`/issuer/distributors?q=${distributor.shortCode}`);
  await expect(row).toContainText("Active");
});

test("who is no admin of the distributor finds no such page, nor does the issuer's staff", async ({ own, staff }) => {
  const distributor = await own({ story: STORY, name: "Aardwolf", floatMinor: 1_00n });
  for (const page of [await distributor.as("maker"), await staff("Issuer Admin")]) {
    await page.goto("/settings/float");
    await expect(page.getByLabel("Low below")).toHaveCount(0);
  }
});
