import type { Page, Request } from "@playwright/test";
import { sendCashIn } from "../support/api";
import { objectionsTo } from "../support/axe";
import { hardCodedText } from "../support/hard-coded";
import { expect, test } from "../support/portal-test";
import { baseURL, customer } from "../support/trial";

/** Every screen behind sign-in; `{op}` is an operation that waits. Sign-in has its own journeys. */
const SCREENS = [
  "/",
  "/cash-in/new",
  "/cash-out/new",
  "/cash-out/new?way=queue",
  "/approvals",
  "/approvals?open={op}",
  "/approvals?tab=decided",
  "/operations",
  "/operations/{op}",
  "/people",
  "/audit",
  "/audit?refused=yes&group=keys",
  "/settings/permissions",
  "/settings/api-keys",
  "/settings/api-keys/new",
  "/account/sessions",
  "/account/recovery-codes",
  "/trial",
  "/design",
];
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

let operation: string;

test.beforeAll(async ({ request }) => {
  operation = await sendCashIn(request, { phoneTo: customer(0).phone, amount: "601.00" });
});

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path.replace("{op}", operation));
  await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true }).first()).toBeVisible();
  // The forms appear once the browser has found the draft.
  await expect(page.locator("[data-form-loading]")).toHaveCount(0);
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing, and nothing is wider than the screen: ${size}, ${colorScheme}`, async ({ as }) => {
      // A second and more for each screen, on a busy machine three.
      test.slow();
      const page = await as("Maker and Checker A", { viewport, colorScheme });
      const wide: string[] = [];
      const objections: string[] = [];
      for (const path of SCREENS) {
        await visit(page, path);
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(path);
        const violations = await objectionsTo(page);
        for (const { id, nodes } of violations) objections.push(`${path}: ${id}: ${nodes[0]?.html}`);
      }
      expect(wide).toEqual([]);
      expect(objections).toEqual([]);
    });
  }
}

test("no screen has text that bypasses the messages", async ({ as, browser }) => {
  const signedIn = await as("Maker and Checker A", { viewport: SIZES.desktop });
  const stranger = await browser.newPage();
  const found: string[] = [];
  // The page of the design system is for developers and shows invented data.
  for (const path of ["/sign-in", ...SCREENS.filter((one) => one !== "/design")]) {
    const page = path === "/sign-in" ? stranger : signedIn;
    await page.context().addCookies([{ name: "locale", value: "en-XA", url: baseURL }]);
    await visit(page, path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    for (const text of await hardCodedText(page)) found.push(`${path}: ${text}`);
  }
  expect(found).toEqual([]);
  await stranger.close();
});

test("each screen says in its tab which one it is", async ({ as }) => {
  const page = await as("Maker and Checker A");
  const titles: string[] = [];
  for (const path of ["/", "/cash-in/new", "/cash-out/new", "/approvals", "/operations", `/operations/${operation}`]) {
    await page.goto(path);
    titles.push((await page.title()).replace(/^\([0-9]+\) /, ""));
  }
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) expect(title).toContain("Distributor Portal");
});

test("the first load of each screen is under 200 KB of compressed script", async ({ as }) => {
  const heavy: string[] = [];
  for (const path of ["/", "/cash-in/new", "/cash-out/new", "/approvals", "/operations", `/operations/${operation}`]) {
    // A browser that has nothing yet.
    const page = await as("Maker and Checker A", { viewport: SIZES.phone });
    const scripts: Request[] = [];
    page.on("requestfinished", (request) => request.resourceType() === "script" && scripts.push(request));
    await page.goto(path);
    const sizes = await Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total > 200_000) heavy.push(`${path}: ${total}`);
  }
  expect(heavy).toEqual([]);
});
