import { expect, type Page, type Request } from "@playwright/test";
import { objectionsInBothThemes } from "./axe";
import { hardCodedText } from "./hard-coded";
import { baseURL } from "./trial";

/** The screens on which every page is looked at. */
export const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };
/** The sizes by their names, for a test of each. */
export const LOOKS = Object.entries(SIZES).map(([size, viewport]) => ({ size, viewport }));
/** What the first load of a page may bring of compressed script, in bytes. */
export const SCRIPT_AT_MOST = 200_000;

/** Opens a page and waits until all of it is there. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true }).first()).toBeVisible();
  // The forms appear once the browser has found the draft.
  await expect(page.locator("[data-form-loading]")).toHaveCount(0);
}

/** What is wrong with pages as they look here: what axe objects to in either theme, and that they are wider than the screen. */
export async function flawsOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const flaws: string[] = [];
  for (const path of paths) {
    await visit(page, path);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) flaws.push(`${path}: too wide`);
    for (const { id, nodes } of await objectionsInBothThemes(page)) flaws.push(`${path}: ${id}: ${nodes[0]?.html}`);
  }
  return flaws;
}

/** The text of pages that bypasses the messages. `page` is in the pseudo-language afterwards. */
export async function untranslatedOn(page: Page, paths: readonly string[]): Promise<string[]> {
  await page.context().addCookies([{ name: "locale", value: "en-XA", url: baseURL }]);
  const found: string[] = [];
  for (const path of paths) {
    await visit(page, path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    for (const text of await hardCodedText(page)) found.push(`${path}: ${text}`);
  }
  return found;
}

/** What pages say in their tab, without the count of what waits. */
export async function titlesOf(page: Page, paths: readonly string[]): Promise<string[]> {
  const titles: string[] = [];
  for (const path of paths) {
    await visit(page, path);
    await expect(page).toHaveTitle(/Distributor Portal/);
    titles.push((await page.title()).replace(/^\([0-9]+\) /, ""));
  }
  return titles;
}

/** Bytes of compressed script that the first load of a page brings. `page` is of a browser that has nothing yet. */
export async function scriptOf(page: Page, path: string): Promise<number> {
  const scripts: Request[] = [];
  page.on("requestfinished", (request) => request.resourceType() === "script" && scripts.push(request));
  await page.goto(path);
  const sizes = await Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize));
  return sizes.reduce((sum, size) => sum + size, 0);
}
