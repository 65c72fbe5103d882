import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { hardCodedText } from "../support/hard-coded";
import { expect, test } from "../support/portal-test";
import { baseURL, customer, distributorA } from "../support/trial";

const GUIDES = ["first-call", "idempotency", "limits", "errors", "security", "going-live"];
const PAGES = ["/developers", ...GUIDES.map((name) => `/developers/${name}`), "/developers/reference"];
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing, and nothing is wider than the screen: ${size}, ${colorScheme}`, async ({ browser }) => {
      test.slow();
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      const wrong: string[] = [];
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${path}: wide`);
        for (const { id, nodes } of await objectionsTo(page)) wrong.push(`${path}: ${id}: ${nodes[0]?.html}`);
      }
      expect(wrong).toEqual([]);
      await context.close();
    });
  }
}

test("a stranger reads every page without a cookie, with nothing from elsewhere, and without script, too", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL)) elsewhere.push(request.url());
  });
  for (const path of PAGES) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
    await expect(page.getByRole("main")).toContainText(/\w{3}/);
  }
  expect(elsewhere).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("what stands around guides and document bypasses no messages", async ({ browser }) => {
  const page = await browser.newPage({ viewport: SIZES.desktop });
  await page.context().addCookies([{ name: "locale", value: "en-XA", url: baseURL }]);
  const found: string[] = [];
  for (const path of ["/developers", "/developers/first-call", "/developers/reference"]) {
    await page.goto(path);
    for (const text of await hardCodedText(page)) found.push(`${path}: ${text}`);
  }
  expect(found).toEqual([]);
  await page.close();
});

/** The code of the n-th block of a guide, as its button copies it. */
async function copied(page: Page, n: number): Promise<string> {
  const block = page.getByRole("figure").nth(n);
  await block.getByRole("button").click();
  await expect(block.getByRole("status")).toHaveText("Copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("from the overview to a created operation, with lines that are copied from the page and run as they are", async ({
  browser,
}) => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto("/developers");
  await page.getByRole("link", { name: "Make your first call" }).click();
  // The overview names the guide in a heading, too.
  await expect(page.getByRole("heading", { name: "Your first call", level: 1 })).toBeVisible();
  const { id, apiKey } = distributorA();
  const run = (lines: string) => execFileSync("sh", ["-c", lines], { encoding: "utf8" });
  const set = (await copied(page, 0)).replace("dst_…", id).replace("uwk_…", apiKey);
  expect(set).toContain(`PORTAL=${baseURL.replace(/\/$/, "")}\n`);
  expect(JSON.parse(run(`${set}\n${await copied(page, 1)}`)).balance).toMatch(/^\d+\.\d\d$/);
  const recipient = (await copied(page, 3)).replace(/\+\d+/, customer(0).phone);
  expect(JSON.parse(run(`${set}\n${recipient}`)).active).toBe(true);
  const phone = `export PHONE=${customer(0).phone}`;
  const made = JSON.parse(run(`${set}\n${phone}\n${await copied(page, 5)}`));
  expect(made.operationID).toMatch(/^op_/);
  const follow = (await copied(page, 7)).replace("op_…", made.operationID);
  expect(JSON.parse(run(`${set}\n${follow}`))).toMatchObject({ operationID: made.operationID, status: "pending" });
  await context.close();
});

test("guides are Markdown under the same address with an ending, and llms.txt leads to each of them", async ({
  request,
}) => {
  const contents = await (await request.get("/llms.txt")).text();
  for (const name of GUIDES) {
    expect(contents).toContain(`/developers/${name}.md)`);
    const answer = await request.get(`/developers/${name}.md`);
    expect(answer.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(await answer.text()).toMatch(/^# [A-Z]/);
  }
  expect((await request.get("/developers/nothing.md")).status()).toBe(404);
  expect((await request.get("/developers/nothing")).status()).toBe(404);
  expect((await request.get("/api/openapi/distributor-v1")).status()).toBe(200);
});

test("on paper the contents are gone and the ink is dark", async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: "dark", viewport: SIZES.desktop });
  const page = await context.newPage();
  await page.goto("/developers/errors");
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const onScreen = await ink();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await ink()).not.toBe(onScreen);
  await expect(page.getByRole("navigation", { name: "Contents" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Copy" }).first()).toBeHidden();
  await context.close();
});
