import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { openAs } from "./signed-in";

type Fixtures = {
  /** A page of a browser of its own in which this person is signed in: `await as("Maker One A")`. Closed after the test. */
  as: (name: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** The `test` of journeys with people in them. */
export const test = base.extend<Fixtures>({
  as: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async (name, options) => {
      const page = await openAs(browser, name, options);
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

export { expect } from "@playwright/test";
