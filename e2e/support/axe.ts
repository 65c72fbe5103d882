import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe has against a page, once it has come so far as to have its title: that is sent after the rest. */
export async function objectionsTo(page: Page) {
  await expect(page).toHaveTitle(/\S/);
  return (await new AxeBuilder({ page }).analyze()).violations;
}

/** What axe has against a page in the light, and then against its colours in the dark: a theme changes nothing else. */
export async function objectionsInBothThemes(page: Page) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const inTheLight = await objectionsTo(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  return [...inTheLight, ...(await colours.analyze()).violations];
}
