import { createCashIn } from "../support/cash-in-page";
import { allSms } from "../support/codes";
import { approve, expectStatus } from "../support/decide-on-screen";
import { enrol, passSms } from "../support/enrol";
import { approveAtIssuer, askForApproval, expect, test } from "../support/issuer-test";
import { newPhone } from "../support/phones";
import { customer } from "../support/trial";

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

test("an issuer takes a distributor from nothing to its first approved cash-in", async ({ staff, browser }) => {
  test.setTimeout(240_000);
  const phone = await newPhone("issuer/onboarding");
  const number = phone.slice(-7);
  const name = `Distributor ${number}`;

  const admin = await staff("Issuer Admin");
  await admin.goto("/issuer/distributors/new");
  await admin.getByLabel("Name", { exact: true }).fill(name);
  await admin.getByLabel("Short code").fill(number);
  await admin.getByLabel("Super-admin’s name").fill("Super Admin");
  await admin.getByLabel("Super-admin’s mobile phone").fill(phone);
  await admin.getByLabel("Most per operation").fill("100000");
  const creation = await askForApproval(admin);
  const one = await staff("Issuer Checker One");
  await one.goto(`/issuer/operations/${creation}`);
  await expect(one.getByText("NGN 100,000.00")).toBeVisible();
  await approveAtIssuer(one, creation);

  const newcomer = await browser.newPage();
  await newcomer.goto(await invitationOf(phone));
  await expect(newcomer.getByText(name).first()).toBeVisible();
  await passSms(newcomer, phone);
  await enrol(newcomer);
  await expect(newcomer.locator("[data-shell]")).toBeVisible();
  await expect(newcomer.getByText("Invite a second person")).toBeVisible();

  const maker = await staff("Issuer Maker");
  await maker.goto(`/issuer/distributors?q=${encodeURIComponent(name)}`);
  await maker.getByRole("table").getByRole("link", { name }).click();
  await maker.getByRole("link", { name: "Float", exact: true }).click();
  await maker.getByRole("link", { name: "Sell float" }).filter({ visible: true }).click();
  await maker.getByLabel("Amount").fill("50000");
  await maker.getByLabel("Payment reference").fill(`PAY-${number}`);
  const sale = await askForApproval(maker);
  await approveAtIssuer(await staff("Issuer Checker Two"), sale);

  const { name: to, phone: recipient } = customer(9);
  const cashIn = await createCashIn(newcomer, { to: { phone: recipient }, name: to, amount: "250.00" });
  await expect(newcomer.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await one.goto(`/issuer/approvals?open=${cashIn}`);
  await expect(one.getByText(`You stand in for ${name}.`).filter({ visible: true }).first()).toBeVisible();
  await approve(one);
  await newcomer.goto(`/operations/${cashIn}`);
  await expectStatus(newcomer, "Completed");
  await newcomer.context().close();
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
