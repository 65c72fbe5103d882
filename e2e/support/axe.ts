import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe has against a page, once it has come so far as to have its title: that is sent after the rest. */
export async function objectionsTo(page: Page) {
  await expect(page).toHaveTitle(/\S/);
  return (await new AxeBuilder({ page }).analyze()).violations;
}

/** What axe has against a page in the light, and then against its colours in the dark: a theme changes nothing else. */
export async function objectionsInBothThemes(page: Page) {
  await show(page, "light");
  const inTheLight = await objectionsTo(page);
  await show(page, "dark");
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  return [...inTheLight, ...(await colours.analyze()).violations];
}

/** Shows a page in a theme, all of its colours at once: in passing from one to the other they have contrasts that nobody sees. */
async function show(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [still];
  });
  await page.emulateMedia({ colorScheme });
}
