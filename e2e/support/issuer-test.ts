import type { BrowserContextOptions, Page } from "@playwright/test";
import { approve, expectStatus } from "./decide-on-screen";
import { makeDistributor, type OwnDistributor, type Wish } from "./own-distributor";
import { test as base, expect } from "./portal-test";

type Fixtures = {
  /** A page in which this person of the issuer is signed in and has come to the overview: `await staff("Issuer Maker")`. */
  staff: (name: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A distributor that this story has for itself. */
  own: (wish: Wish) => Promise<OwnDistributor>;
};

/** The `test` of journeys at the issuer's. */
export const test = base.extend<Fixtures>({
  staff: async ({ as }, use) => {
    await use(async (name, options) => {
      const page = await as(name, options);
      await arrive(page);
      return page;
    });
  },
  own: async ({ browser }, use) => {
    const made: OwnDistributor[] = [];
    await use(async (wish) => {
      const distributor = await makeDistributor(browser, wish);
      made.push(distributor);
      return distributor;
    });
    for (const distributor of made) await distributor.close();
  },
});

export { expect };

/** The issuer's staff are led from home to their overview, also right after signing in. */
export async function arrive(page: Page): Promise<void> {
  if (page.url() === "about:blank") await page.goto("/");
  await page.waitForURL(/\/issuer$/);
}

/** The operation that a form of the issuer's has led to (`op_…`). Whoever made it cannot approve it. */
export async function made(page: Page): Promise<string> {
  await page.waitForURL(/\/issuer\/operations\/op_/);
  await expect(page.getByText("You made this; another person must decide")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Approves an operation on its page at the issuer's; `page` is a checker's. */
export async function approveAtIssuer(page: Page, operation: string): Promise<void> {
  await page.goto(`/issuer/operations/${operation}`);
  await approve(page);
  await expectStatus(page, "Completed");
}

/** From a filled-in form over the last look to the operation it makes. */
export async function askForApproval(page: Page, send = "Ask for approval"): Promise<string> {
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: send }).click();
  return made(page);
}
