import { type Browser, expect, type Page, test } from "@playwright/test";
import { objectionsTo } from "../support/axe";
import { expectNoViolations, walletBalance } from "../support/ledger";
import { customer, must, personCalled, readTrial } from "../support/trial";

/** The row of a person on the trial page, with their phone and authenticator code. */
const rowOf = (page: Page, name: string) => page.locator("li:has([data-totp])", { hasText: name });

async function otherBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test.describe("the trial page", () => {
  test("a person signs in with nothing but what it shows", async ({ page, browser }) => {
    // Somebody whom few journeys sign in: a phone gets three SMS a minute at most.
    const { name, phone } = personCalled("Admin B");
    await page.goto("/trial");
    await expect(page.locator("[data-trial-bar]")).toBeVisible();
    const row = rowOf(page, name);
    await expect(row).toContainText(/Admin B\s*Admin/);

    const visitor = await otherBrowser(browser);
    await visitor.goto("/sign-in");
    await visitor.getByLabel("Phone").fill(phone);
    const before = await page.locator("li:has([data-sms-code])", { hasText: name }).count();
    await visitor.getByRole("button", { name: "Continue" }).click();
    const sms = page.locator("li:has([data-sms-code])", { hasText: name });
    // It arrives by itself.
    await expect(sms).toHaveCount(before + 1);
    await visitor.getByLabel("SMS code").fill(must(await sms.first().locator("[data-sms-code]").textContent()));
    await visitor.getByRole("button", { name: "Continue" }).click();

    const used = visitor.getByText("This code was used before");
    const inside = visitor.locator("[data-shell]");
    const code = row.locator("[data-totp]");
    const enter = async () => {
      await visitor.getByLabel("Authenticator code").fill(must(await code.textContent()));
      await visitor.getByRole("button", { name: "Continue" }).click();
      await expect(used.or(inside).first()).toBeVisible();
    };
    const first = must(await code.textContent());
    await enter();
    // An earlier run may have used this very code; the next one shows up by itself.
    if (await used.isVisible()) {
      await expect(code).not.toHaveText(first, { timeout: 35_000 });
      await enter();
    }
    await expect(inside).toBeVisible();
    await visitor.context().close();
  });

  test("a customer's request for money is held on the wallet and waits in the queue", async ({ page }) => {
    const { name, phone } = customer(4);
    const before = await walletBalance(phone);
    await page.goto("/trial");
    const queue = page.getByText(/wait in the cash-out queue\.$/).first();
    const waiting = Number.parseInt(must(await queue.textContent()), 10);

    await page.getByRole("combobox", { name: "Customer" }).selectOption(phone);
    await page.getByLabel("Amount").fill("9999999");
    await page.getByRole("button", { name: "Ask for it" }).click();
    await expect(page.getByText("This customer does not have that much available.")).toBeVisible();
    await page.getByLabel("Amount").fill("150.25");
    await page.getByRole("button", { name: "Ask for it" }).click();
    await expect(page.getByText(`${name} asked for NGN 150.25.`)).toBeVisible();
    await expect(queue).toHaveText(`${waiting + 1} requests wait in the cash-out queue.`);
    expect(await walletBalance(phone)).toEqual({ posted: before.posted, held: before.held + 150_25n });
    await expectNoViolations();
  });

  test("it tells no secret of an authenticator and no key", async ({ request }) => {
    const text = await (await request.get("/trial")).text();
    const { distributors, issuer } = readTrial();
    const people = [issuer, ...distributors].flatMap((one) => one.people);
    const secrets = [...distributors.map((one) => one.apiKey), ...people.map((one) => one.totpSecret)];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test("it does not exist under another name of this machine, whatever a request says of itself", async ({
    request,
  }) => {
    const forwarded = { "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "localhost", "x-portal-peer": "127.0.0.1" };
    const hosts = ["evil.example", "localhost.evil.example:3000", "192.0.2.1"];
    for (const headers of [...hosts.flatMap((host) => [{ host }, { host, ...forwarded }]), forwarded]) {
      const answer = await request.get("/trial", { headers });
      expect([headers, answer.status()]).toEqual([headers, 404]);
      expect(await answer.text()).not.toContain(personCalled("Admin A").phone);
    }
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1440]) {
      test(`it fits ${width} px and axe finds nothing, ${colorScheme}`, async ({ browser }) => {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        await page.goto("/trial");
        await expect(rowOf(page, "Maker and Checker A")).toBeVisible();
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(beyond).toBeLessThanOrEqual(0);
        expect(await objectionsTo(page)).toEqual([]);
        await context.close();
      });
    }
  }
});
