import type { Page } from "@playwright/test";
import postgres from "postgres";
import { objectionsTo } from "../support/axe";
import { enrol, next } from "../support/enrol";
import { type OwnPortal, startOwnPortal } from "../support/own-portal";
import { expect, test } from "../support/portal-test";

const ISSUER = ["--name", "Acme Money", "--currency", "NGN", "--time-zone", "Africa/Lagos"];
const ADA = { name: "Ada Obi", phone: "+2348030000001" };
const BEN = { name: "Ben Eze", phone: "+2348030000002" };

let portal: OwnPortal;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  portal = await startOwnPortal("first-issuer");
});
test.afterAll(() => portal?.stop());

const linksIn = (output: string) =>
  [...output.matchAll(/^ {2}http\S+(\/invitation\/[A-Za-z0-9_-]{43})$/gm)].map(([, path]) => path ?? "");

/** Follows a printed link into the portal: SMS, authenticator, recovery codes. */
async function follow(page: Page, link: string, { phone }: typeof ADA): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Work for Acme Money" })).toBeVisible();
  await page.getByRole("button", { name: "Go on to sign in" }).click();
  const before = portal.smsCount(phone);
  await next(page);
  await page.getByLabel("SMS code").fill(await portal.smsCode(phone, before));
  await next(page);
  await enrol(page);
  await page.waitForURL(/\/issuer$/);
}

test("the links that issuer:create prints lead two people into a portal that was empty, each once; a lapsed one is renewed", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const people = [ADA, BEN].flatMap(({ name, phone }) => ["--person", `${name}:${phone}`]);
  const { code, output } = await portal.issuerCreate(...ISSUER, ...people);
  expect(code).toBe(0);
  const [adas = "", bens = ""] = linksIn(output);

  const context = await browser.newContext({ baseURL: portal.address, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await follow(page, adas, ADA);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByText("No distributor yet")).toBeVisible();
  expect(await objectionsTo(page)).toEqual([]);
  await page.goto("/people");
  await expect(page.getByRole("row").filter({ hasText: ADA.name })).toContainText("Active");
  await expect(page.getByRole("row").filter({ hasText: BEN.name })).toContainText("Invited");

  const sql = postgres(portal.ownerUrl, { max: 1, onnotice: () => undefined });
  await sql.begin(async (tx) => {
    const [issuer] = await tx`select id from inspect.issuers`;
    await tx.unsafe(
      `set local app.issuer = '${issuer?.id}'; set local app.organisation = '*'; set local app.unit = '${issuer?.id}'`,
    );
    await tx`update memberships set invited_until = now() - interval '1 minute', unit_id = app_unit() where status = 'invited'`;
  });
  await sql.end();
  const another = await (await browser.newContext({ baseURL: portal.address })).newPage();
  await another.goto(bens);
  await expect(another.getByText("This invitation has lapsed")).toBeVisible();
  await another.goto(adas);
  await expect(another.getByText("This invitation was used")).toBeVisible();

  const renewed = await portal.issuerCreate("--renew");
  expect([renewed.code, renewed.output.includes(ADA.name)]).toEqual([0, false]);
  const [again = "", ...none] = linksIn(renewed.output);
  expect(none).toEqual([]);
  await follow(another, again, BEN);
  await expect(another.getByRole("heading", { name: "Overview" })).toBeVisible();
  expect((await portal.issuerCreate("--renew")).code).toBe(1);
  await another.context().close();
  await context.close();
});
