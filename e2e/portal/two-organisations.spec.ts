import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { enrol, passSms } from "../support/enrol";
import { makeNewcomer } from "../support/invited";
import { expect, test } from "../support/portal-test";
import { must, readTrial } from "../support/trial";

const [a, b] = readTrial().distributors;

async function expectPlace(page: Page, name: string): Promise<void> {
  await expect(page.locator("[data-shell]")).toBeVisible();
  await expect(page.locator("[data-shell] aside, [data-shell] nav").getByText(name).first()).toBeVisible();
}

test("a person of two organisations comes by invitation, chooses where to work, and changes over in the account menu", async ({
  browser,
}) => {
  const [one, two] = [must(a), must(b)];
  const person = await makeNewcomer("Both Places", [
    { distributor: one.id, roles: ["viewer"], status: "invited" },
    { distributor: two.id, roles: ["maker"] },
  ]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`/invitation/${person.token}`);
  await expect(page.getByRole("heading", { name: `Work for ${one.name}` })).toBeVisible();
  await expect(page.getByText("Viewer")).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByRole("button", { name: "Go on to sign in" }).click();
  await expect(page.getByLabel("Phone")).toHaveValue(/^\+234 807/);
  await passSms(page, person.phone, true);
  await enrol(page);
  await expect(page.getByRole("heading", { name: "Where do you want to work?" })).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByRole("button", { name: two.name }).click();
  await expectPlace(page, two.name);
  await expect(page.getByRole("link", { name: "New cash-in" }).first()).toBeVisible();
  const before = (await page.context().cookies()).find(({ name }) => name === "portal.session")?.value;

  await page.getByRole("button", { name: person.name }).click();
  await page.getByRole("button", { name: `Change to ${one.name}` }).click();
  await expectPlace(page, one.name);
  await expect(page.getByRole("link", { name: "New cash-in" })).toHaveCount(0);
  const sessions = await page.context().cookies();
  expect(sessions.find(({ name }) => name === "portal.session")?.value).not.toBe(before);

  const old = await browser.newContext();
  await old.addCookies(
    sessions.filter(({ name }) => name === "portal.session").map((cookie) => ({ ...cookie, value: before ?? "" })),
  );
  const there = await old.newPage();
  await there.goto("/operations");
  await expect(there.getByText("Your session has ended.")).toBeVisible();
  await there.goto(`/invitation/${person.token}`);
  await expect(there.getByRole("heading", { name: "This invitation was used" })).toBeVisible();
  await there.goto(`/invitation/${randomBytes(32).toString("base64url")}`);
  await expect(there.getByRole("heading", { name: "This invitation has lapsed" })).toBeVisible();
  await old.close();
  await context.close();
});
