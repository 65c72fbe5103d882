import { randomInt } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { createCashIn } from "../support/cash-in-page";
import { allSms } from "../support/codes";
import { approve, expectStatus } from "../support/decide-on-screen";
import { enrol, passSms } from "../support/enrol";
import { expect, test } from "../support/portal-test";
import { openAs } from "../support/signed-in";
import { customer } from "../support/trial";

/** The operation that a form of the issuer's has led to. */
async function made(page: Page): Promise<string> {
  await page.waitForURL(/\/issuer\/operations\/op_/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** The issuer's staff are led from home to their overview, also right after signing in. */
async function arrive(page: Page): Promise<void> {
  if (page.url() === "about:blank") await page.goto("/");
  await page.waitForURL(/\/issuer$/);
}

/** The page of an operation, as one of the issuer's checkers sees it. */
async function openAtIssuer(browser: Browser, checker: string, operation: string): Promise<Page> {
  const page = await openAs(browser, checker);
  await arrive(page);
  await page.goto(`/issuer/operations/${operation}`);
  return page;
}

/** The path of the link in the invitation that a phone was sent. */
async function invitationOf(phone: string): Promise<string> {
  const link = () =>
    allSms()
      .filter(({ to }) => to === phone)
      .map(({ text }) => /\/invitation\/\S+/.exec(text)?.[0])
      .find(Boolean);
  await expect.poll(link, { timeout: 30_000, message: `an invitation for ${phone}` }).toBeTruthy();
  return link() ?? "";
}

test("an issuer takes a distributor from nothing to its first approved cash-in", async ({ as, browser }) => {
  test.setTimeout(240_000);
  const number = randomInt(10_000_000);
  const name = `Distributor ${number}`;
  const phone = `+234809${String(number).padStart(7, "0")}`;

  const admin = await as("Issuer Admin");
  await arrive(admin);
  await admin.goto("/issuer/distributors/new");
  await admin.getByLabel("Name", { exact: true }).fill(name);
  await admin.getByLabel("Short code").fill(String(number));
  await admin.getByLabel("Super-admin’s name").fill("Super Admin");
  await admin.getByLabel("Super-admin’s mobile phone").fill(phone);
  await admin.getByLabel("Most per operation").fill("100000");
  await admin.getByRole("button", { name: "Continue" }).click();
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  const creation = await made(admin);
  await expect(admin.getByRole("button", { name: "Approve" })).toHaveCount(0);

  const one = await openAtIssuer(browser, "Issuer Checker One", creation);
  await approve(one);
  await expectStatus(one, "Completed");

  const newcomer = await browser.newPage();
  await newcomer.goto(await invitationOf(phone));
  await expect(newcomer.getByText(name).first()).toBeVisible();
  await passSms(newcomer, phone);
  await enrol(newcomer);
  await expect(newcomer.locator("[data-shell]")).toBeVisible();
  await expect(newcomer.getByText("Invite a second person")).toBeVisible();

  const maker = await as("Issuer Maker");
  await arrive(maker);
  await maker.goto(`/issuer/distributors?q=${encodeURIComponent(name)}`);
  await maker.getByRole("table").getByRole("link", { name }).click();
  await maker.getByRole("link", { name: "Float", exact: true }).click();
  await maker.getByRole("link", { name: "Sell float" }).filter({ visible: true }).click();
  await maker.getByLabel("Amount").fill("50000");
  await maker.getByLabel("Payment reference").fill(`PAY-${number}`);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Ask for approval" }).click();
  const two = await openAtIssuer(browser, "Issuer Checker Two", await made(maker));
  await approve(two);
  await expectStatus(two, "Completed");

  const { name: to, phone: recipient } = customer(9);
  const cashIn = await createCashIn(newcomer, { to: { phone: recipient }, name: to, amount: "250.00" });
  await expect(newcomer.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await one.goto(`/issuer/approvals?open=${cashIn}`);
  await expect(one.getByText(`You stand in for ${name}.`).filter({ visible: true }).first()).toBeVisible();
  await approve(one);
  await newcomer.goto(`/operations/${cashIn}`);
  await expectStatus(newcomer, "Completed");
  for (const page of [one, two, newcomer]) await page.context().close();
});

test("a distributor's people find at the issuer's addresses what they find where there is no page", async ({ as }) => {
  const page = await as("Admin A");
  const nothing = await page.goto("/there-is-nothing");
  const text = await page.locator("main").textContent();
  for (const path of ["/issuer", "/issuer/distributors", "/issuer/distributors/new", "/issuer/approvals"]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, nothing?.status()]);
    expect([path, await page.locator("main").textContent()]).toEqual([path, text]);
  }
});
