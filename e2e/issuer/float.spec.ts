import type { Page } from "@playwright/test";
import { operationOnScreen } from "../support/cash-in-page";
import { approve, expectStatus, reject } from "../support/decide-on-screen";
import { approveAtIssuer, askForApproval, expect, test } from "../support/issuer-test";
import { expectNoViolations, floatBalance } from "../support/ledger";
import type { OwnDistributor } from "../support/own-distributor";

const STORY = "issuer/float";
const wish = { story: STORY, name: "Float Story", floatMinor: 250_000_00n } as const;

test.afterEach(expectNoViolations);

/** A card of figures by its heading. */
const card = (page: Page, heading: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: heading, exact: true }) });

/** What both sides read of a distributor's float. */
async function expectFloat(
  { home, atIssuer }: { home: Page; atIssuer: Page },
  distributor: OwnDistributor,
  figures: { available: string; held: string; posted: string },
): Promise<void> {
  await home.goto("/");
  const float = card(home, "Available float");
  for (const text of [figures.available, `Posted ${figures.posted}`, `Held ${figures.held}`]) {
    await expect(float).toContainText(text);
  }
  await atIssuer.goto(`/issuer/distributors/${distributor.id}/float`);
  await expect(card(atIssuer, "Available")).toContainText(`NGN ${figures.available}`);
  await expect(card(atIssuer, "Held")).toContainText(`NGN ${figures.held}`);
  await expect(card(atIssuer, "Posted")).toContainText(`NGN ${figures.posted}`);
}

/** A distributor's maker asks for float on screen; the operation. */
async function askForFloat(page: Page, amount: string, reference: string): Promise<string> {
  await page.goto("/float/new");
  await page.getByLabel("Amount").fill(amount);
  await page.getByLabel("Payment reference").fill(reference);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Ask for approval" }).click();
  return operationOnScreen(page);
}

test("float that the issuer takes back is held at once, and leaves only when another person has approved", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const [home, maker] = [await distributor.as("checker one"), await staff("Issuer Maker")];
  const screens = { home, atIssuer: maker };
  await expectFloat(screens, distributor, { available: "250,000.00", held: "0.00", posted: "250,000.00" });

  await maker.getByRole("link", { name: "Take float back" }).filter({ visible: true }).click();
  await maker.getByLabel("Amount").fill("12345.67");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await maker.getByLabel("Reason").fill("Paid out by bank transfer");
  const operation = await askForApproval(maker, "Hold and ask for approval");
  expect(await floatBalance(distributor.id)).toEqual({ posted: 250_000_00n, held: 12_345_67n });
  await expectFloat(screens, distributor, { available: "237,654.33", held: "12,345.67", posted: "250,000.00" });

  const checker = await staff("Issuer Checker One");
  await checker.goto(`/issuer/operations/${operation}`);
  await expect(checker.getByText("Paid out by bank transfer")).toBeVisible();
  await approveAtIssuer(checker, operation);
  expect(await floatBalance(distributor.id)).toEqual({ posted: 237_654_33n, held: 0n });
  await expectFloat(screens, distributor, { available: "237,654.33", held: "0.00", posted: "237,654.33" });
  const newest = maker.getByRole("table").getByRole("row").nth(1);
  await expect(newest).toContainText("-12,345.67");
  await expect(newest).toContainText("237,654.33");
});

test("float that a distributor has paid out is held at once, and leaves when its own checker and then the issuer's have approved", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const [maker, checker] = [await distributor.as("maker"), await distributor.as("checker one")];
  await maker.goto("/float/withdraw");
  await maker.getByLabel("Amount").fill("250000.01");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByText("The available float does not cover this amount.").first()).toBeVisible();
  await expect(maker.getByLabel("Pay to")).toHaveAttribute("aria-invalid", "true");
  await maker.getByLabel("Amount").fill("50000");
  await maker.getByLabel("Pay to").fill("First Bank 0123456789, Float Story");
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Hold and ask for approval" }).click();
  const operation = await operationOnScreen(maker);
  expect(await floatBalance(distributor.id)).toEqual({ posted: 250_000_00n, held: 50_000_00n });

  const atIssuer = await staff("Issuer Checker One");
  await checker.goto(`/operations/${operation}`);
  await expect(checker.getByText("First Bank 0123456789, Float Story")).toBeVisible();
  await approve(checker);
  expect(await floatBalance(distributor.id)).toEqual({ posted: 250_000_00n, held: 50_000_00n });
  await approveAtIssuer(atIssuer, operation);
  await expect(atIssuer.getByText("NGN 50,000.00 moved from the float to the issuer, who pays it out")).toBeVisible();
  expect(await floatBalance(distributor.id)).toEqual({ posted: 200_000_00n, held: 0n });
});

test("more float than is available is not taken back", async ({ staff, own }) => {
  const distributor = await own(wish);
  const maker = await staff("Issuer Maker");
  await maker.goto(`/issuer/distributors/${distributor.id}/float/return`);
  await maker.getByLabel("Amount").fill("250000.01");
  await maker.getByLabel("Reason").fill("Too much");
  await maker.getByRole("button", { name: "Continue" }).click();
  await expect(maker.getByLabel("Amount")).toHaveAttribute("aria-invalid", "true");
  await expect(maker.getByText("The available float does not cover this amount.").first()).toBeVisible();
  expect(await floatBalance(distributor.id)).toEqual({ posted: 250_000_00n, held: 0n });
});

test("float that a distributor asks for comes when its own checker and then the issuer's have approved, to the kobo", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const [maker, checker] = [await distributor.as("maker"), await distributor.as("checker one")];
  const issuer = await staff("Issuer Checker Two");
  const reference = `PAY-${distributor.shortCode}`;
  const request = await askForFloat(maker, "50000.05", reference);

  // Before its own people have approved, it is not at the issuer's desk.
  await issuer.goto("/issuer/approvals");
  await expect(issuer.locator(`a[href*="${request}"]`)).toHaveCount(0);
  await checker.goto(`/operations/${request}`);
  await expect(checker.getByText(reference)).toBeVisible();
  await approve(checker);
  await checker.reload();
  await expect(checker.getByText("Your organisation has approved it; it waits for your issuer")).toBeVisible();
  const screens = { home: maker, atIssuer: issuer };
  await expectFloat(screens, distributor, { available: "250,000.00", held: "0.00", posted: "250,000.00" });

  await issuer.goto(`/issuer/approvals?open=${request}`);
  await expect(issuer.getByText(`A request of ${distributor.name}`).filter({ visible: true })).toBeVisible();
  await expect(issuer.getByText(reference).filter({ visible: true })).toBeVisible();
  await approve(issuer);
  await maker.goto(`/operations/${request}`);
  await expectStatus(maker, "Completed");
  expect(await floatBalance(distributor.id)).toEqual({ posted: 300_000_05n, held: 0n });
  await expectFloat(screens, distributor, { available: "300,000.05", held: "0.00", posted: "300,000.05" });
  await expect(issuer.getByRole("table").getByRole("row").nth(1)).toContainText("+50,000.05");

  // One payment, one request: the same reference again is refused beside its field.
  await maker.goto("/float/new");
  await maker.getByLabel("Amount").fill("50000.05");
  await maker.getByLabel("Payment reference").fill(reference);
  await maker.getByRole("button", { name: "Continue" }).click();
  await maker.getByRole("button", { name: "Ask for approval" }).click();
  await expect(maker.getByLabel("Payment reference")).toHaveAttribute("aria-invalid", "true");
});

test("a request for float that the issuer rejects says why to whoever asked, and no float comes of it", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const [maker, checker] = [await distributor.as("maker"), await distributor.as("checker two")];
  const request = await askForFloat(maker, "75000", `PAY-${distributor.shortCode}`);
  await checker.goto(`/operations/${request}`);
  await approve(checker);
  const issuer = await staff("Issuer Checker One");
  await issuer.goto(`/issuer/operations/${request}`);
  await reject(issuer, "No such payment has arrived");
  await expectStatus(issuer, "Rejected");

  await maker.goto(`/operations/${request}`);
  await expectStatus(maker, "Rejected");
  await expect(maker.getByText("No such payment has arrived")).toBeVisible();
  await expect(maker.getByText("Rejected by Issuer Checker One")).toBeVisible();
  const screens = { home: maker, atIssuer: issuer };
  await expectFloat(screens, distributor, { available: "250,000.00", held: "0.00", posted: "250,000.00" });
});

test("whoever has approved the first of two takes it back on screen, is told so in the history, and may approve again", async ({
  staff,
  own,
}) => {
  test.slow();
  const distributor = await own(wish);
  const maker = await distributor.as("maker");
  const operation = await askForFloat(maker, "777", `PAY-${distributor.shortCode}`);
  const checker = await distributor.as("checker one");
  await checker.goto(`/operations/${operation}`);
  await approve(checker);
  await checker.getByRole("button", { name: "Undo my approval" }).click();
  await checker.getByRole("alertdialog").getByRole("button", { name: "Undo my approval" }).click();
  await expect(checker.getByText(/checker one took their approval back/)).toBeVisible();
  const issuers = await staff("Issuer Checker One");
  await issuers.goto(`/issuer/operations/${operation}`);
  await expect(issuers.getByRole("button", { name: "Approve" })).toBeHidden();
  await approve(checker);
  await approveAtIssuer(issuers, operation);
  expect(await floatBalance(distributor.id)).toEqual({ posted: 250_777_00n, held: 0n });
});
