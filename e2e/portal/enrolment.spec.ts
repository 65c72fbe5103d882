import { readFileSync } from "node:fs";
import { generate } from "otplib";
import { objectionsTo } from "../support/axe";
import { next, passSms } from "../support/enrol";
import { asNewcomer } from "../support/newcomer";
import { expect, test } from "../support/portal-test";
import { personCalled } from "../support/trial";

test("a newcomer sets up the authenticator, must keep the recovery codes, and signs in with one later, once", async ({
  browser,
}) => {
  const person = personCalled("Maker One B");
  await asNewcomer(person, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await passSms(page, person.phone);
    await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
    expect(await objectionsTo(page)).toEqual([]);
    const label = await page.getByRole("button", { name: /^Copy [A-Z2-7]{32}$/ }).getAttribute("aria-label");
    const secret = label?.slice("Copy ".length) ?? "";
    await page.getByLabel("Authenticator code").fill(await generate({ secret }));
    await next(page);
    const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(shown).toHaveCount(10);
    expect(await objectionsTo(page)).toEqual([]);
    const codes = await shown.allTextContents();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const file = readFileSync(await (await download).path(), "utf8");
    for (const code of codes) expect(file).toContain(code);
    await next(page);
    await expect(page.getByText("Keep the codes first, then tick the box.")).toBeVisible();
    await page.getByLabel("I have kept these codes").check();
    await next(page);
    await expect(page.locator("[data-shell]")).toBeVisible();
    await context.close();

    for (const outcome of ["signed in", "refused"]) {
      const later = await browser.newPage();
      await passSms(later, person.phone);
      await later.getByRole("button", { name: "Use a recovery code instead" }).click();
      await later.getByLabel("Recovery code").fill(codes[3]?.toLowerCase() ?? "");
      await next(later);
      if (outcome === "signed in") await expect(later.locator("[data-shell]")).toBeVisible();
      else await expect(later.getByText("or was used before")).toBeVisible();
      await later.close();
    }
  });
});
