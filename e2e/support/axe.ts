import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe has against a page, once it has come so far as to have its title: that is sent after the rest. */
export async function objectionsTo(page: Page) {
  await expect(page).toHaveTitle(/\S/);
  return (await new AxeBuilder({ page }).analyze()).violations;
}
