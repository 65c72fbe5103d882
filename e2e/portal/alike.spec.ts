import { randomInt } from "node:crypto";
import type { APIResponse, Page } from "@playwright/test";
import { next } from "../support/enrol";
import { makeNewcomer } from "../support/invited";
import { expect, test } from "../support/portal-test";
import { distributorA } from "../support/trial";

/** What an answer to a step says, with all left out that names the phone, the request or the browser. */
async function shapeOf(response: APIResponse, phone: string): Promise<unknown> {
  const plain = (text: string) =>
    text
      .replaceAll(phone.replace("+", "").slice(-10), "PHONE")
      .replace(/\+234[0-9 ]+/g, "PHONE")
      .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "ID")
      .replace(/nonce-[\w+/=]+|"nonce":"[^"]+"/g, "NONCE")
      .replace(/"[\w-]{21}[vm]"/g, "KEY")
      .replace(/Expires=[^;]+/g, "Expires=THEN")
      .replace(/[0-9a-f]{32}-[0-9a-f]{32}|[0-9a-f]{32}/g, "HEX");
  const headers = response
    .headersArray()
    .filter(({ name }) => !/^(date|etag|content-length)$/i.test(name))
    .map(({ name, value }) => `${name.toLowerCase()}: ${plain(value)}`)
    .sort();
  return {
    status: response.status(),
    headers,
    body: plain(await response.text())
      .split("\n")
      .sort(),
  };
}

async function step(page: Page, phone: string): Promise<unknown> {
  let shape: unknown;
  // Fetched here, as a page's own answers stream past the browser.
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch();
    shape = await shapeOf(response, phone);
    await route.fulfill({ response });
  });
  await next(page);
  await expect.poll(() => shape).toBeDefined();
  await page.unroute("**/sign-in");
  return shape;
}

test("of a member, of somebody invited, suspended or removed, and of nobody a phone is answered alike: status, headers, body", async ({
  browser,
}) => {
  const at = distributorA().id;
  const roles = ["viewer"];
  const phones: Record<string, string> = {
    nobody: `+234901${String(randomInt(10_000_000)).padStart(7, "0")}`,
  };
  for (const status of ["active", "invited", "suspended", "removed"] as const) {
    phones[status] = (await makeNewcomer(`Alike ${status}`, [{ distributor: at, roles, status }])).phone;
  }
  const shapes: Record<string, unknown[]> = {};
  for (const [kind, phone] of Object.entries(phones)) {
    const page = await browser.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("Phone").fill(phone);
    const asked = await step(page, phone);
    await page.getByLabel("SMS code").fill("000000");
    shapes[kind] = [asked, await step(page, phone)];
    await page.close();
  }
  for (const shape of Object.values(shapes)) expect(shape).toEqual(shapes.nobody);
});
