import type { Page } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { smsCode, smsCount } from "../support/codes";
import { expect, test } from "../support/portal-test";
import { signIn } from "../support/sign-in";
import { baseURL, personCalled } from "../support/trial";

const UNKNOWN = "+2349012345678";

async function askForCode(page: Page, phone: string): Promise<void> {
  await page.getByLabel("Phone").fill(phone);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("SMS code")).toBeFocused();
}

/** All that the page says, with the phone left out. */
async function words(page: Page, phone: string): Promise<string> {
  const text = await page.locator("main").textContent();
  return (text ?? "").replace(/\+234[0-9 ]+/g, phone).replace(/in \d+ s/, "in s");
}

test("a known and an unknown phone read the same words at every step", async ({ browser }) => {
  const known = personCalled("Checker Two B").phone;
  const seen: string[][] = [];
  for (const phone of [known, UNKNOWN]) {
    const page = await browser.newPage();
    const said: string[] = [];
    await page.goto("/sign-in");
    await askForCode(page, phone);
    said.push(await words(page, "PHONE"));
    for (const left of ["4 more tries", "3 more tries"]) {
      await page.getByLabel("SMS code").fill("000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText(left)).toBeVisible();
      said.push(await words(page, "PHONE"));
    }
    seen.push(said);
    await page.close();
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(smsCount(UNKNOWN)).toBe(0);
});

test("Back leads to the phone, Forward and a reload to where one was, and no address holds a secret", async ({
  page,
}) => {
  const { phone } = personCalled("Viewer B");
  const before = smsCount(phone);
  await page.goto("/sign-in");
  await askForCode(page, phone);
  await page.goBack();
  await expect(page.getByLabel("Phone")).toHaveValue(phone);
  await page.goForward();
  await expect(page.getByLabel("SMS code")).toBeVisible();
  await page.reload();
  await expect(page.getByText("New code possible in")).toBeVisible();
  await page.getByLabel("SMS code").fill(await smsCode(phone, before));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Authenticator code")).toBeFocused();
  await page.reload();
  await expect(page.getByLabel("Authenticator code")).toBeVisible();
  expect(page.url()).toBe(new URL("/sign-in#code", baseURL).href);
});

test("what is sent before the script has arrived is sent later, and not in the page's address", async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\.js(\?|$)/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("Phone").fill("+2349012345679");
  await page.getByRole("button", { name: "Continue" }).click();
  expect(new URL(page.url()).search).toBe("");
  release();
  await expect(page.getByLabel("SMS code")).toBeVisible();
});

test("signing in leads back to the page that was asked for, on each name of this machine", async ({ browser }) => {
  const people = ["Maker Two B", "Checker Two B", "Admin B"] as const;
  for (const [n, host] of ["localhost", "127.0.0.1", "[::1]"].entries()) {
    const page = await browser.newPage();
    const url = new URL("/operations?status=pending", baseURL);
    url.hostname = host;
    await signIn(page, personCalled(people[n] ?? ""), url.href);
    expect(page.url()).toBe(url.href);
    const cookie = (await page.context().cookies()).find(({ name }) => name === "portal.session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", value: expect.stringMatching(/^[\w-]{43}$/) });
    await page.close();
  }
});

test("nothing that is asked of the sign-in page leads to another site", async ({ page }) => {
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.getByLabel("Phone")).toBeVisible();
    expect(await page.content()).not.toContain("evil.example/");
  }
});

test("the step pages have nothing that axe objects to", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByLabel("Phone")).toBeFocused();
  expect(await objectionsTo(page)).toEqual([]);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Enter your phone number.")).toBeVisible();
  await askForCode(page, "+2349012345670");
  expect(await objectionsTo(page)).toEqual([]);
});

test("hostile requests to the sign-in endpoints are refused and never answered with a 5xx", async ({ request }) => {
  const form = { "content-type": "application/x-www-form-urlencoded", origin: new URL(baseURL).origin };
  const json = { ...form, "content-type": "application/json" };
  const answers = [
    await request.get("/api/auth/session?callbackUrl=foo"),
    await request.get("/api/auth/session", { headers: { cookie: "portal.return=javascript:1" } }),
    await request.get("/api/auth/session", { headers: { cookie: "portal.session=x; portal.csrf=a|b|c" } }),
    await request.get("/api/auth/error?error=x"),
    await request.post("/api/auth/_log", { headers: json, data: { level: "error", code: "forged" } }),
    await request.post("/api/auth/callback/credentials", { headers: json, data: "{bad" }),
    await request.post("/api/auth/callback/credentials", { headers: form, data: "json=true" }),
    await request.post("/api/auth/signout", { headers: form, data: "json=true" }),
    await request.get("/sign-in", { headers: { cookie: "portal.sign-in=xx.yy.zz" } }),
  ];
  for (const answer of answers) expect([answer.url(), answer.status() < 500]).toEqual([answer.url(), true]);
  expect(await answers[2]?.json()).toEqual({});
});
