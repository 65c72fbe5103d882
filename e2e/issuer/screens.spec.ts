import { createCashIn } from "../support/cash-in-page";
import { expect, test } from "../support/issuer-test";
import { makeCustomer, makeDistributor, type OwnDistributor } from "../support/own-distributor";
import { flawsOf, LOOKS, SCRIPT_AT_MOST, SIZES, scriptOf, titlesOf, untranslatedOn } from "../support/screens";

const STORY = "issuer/screens";

/** Every page of the issuer's, by who has all of it; `{dst}` is a distributor, `{op}` an operation of it that waits. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  "Issuer Admin": [
    "/issuer",
    "/issuer/distributors",
    "/issuer/distributors?q=nobody-is-called-so",
    "/issuer/distributors/new",
    "/issuer/distributors/{dst}",
    "/issuer/distributors/{dst}/features",
    "/issuer/distributors/{dst}/limits",
    "/issuer/distributors/{dst}/people",
    "/issuer/distributors/{dst}/float",
    "/issuer/distributors/{dst}/operations",
    "/issuer/distributors/{dst}/operations/{op}",
    "/issuer/merchants",
    "/issuer/customers",
    "/people",
    "/people/invite",
    "/audit",
  ],
  "Issuer Maker": [
    "/issuer/merchants/new",
    "/issuer/customers/new",
    "/issuer/distributors/{dst}/float/sell",
    "/issuer/distributors/{dst}/float/return",
    "/issuer/operations",
  ],
  "Issuer Checker One": ["/issuer/approvals", "/issuer/approvals?tab=waiting", "/issuer/approvals?tab=decided"],
};

let distributor: OwnDistributor;
let operation: string;
const addresses = (screens: readonly string[]) =>
  screens.map((path) => path.replace("{dst}", distributor.id).replace("{op}", operation));

test.beforeAll(async ({ browser }) => {
  distributor = await makeDistributor(browser, { story: STORY, name: "Looked At", floatMinor: 5_000_00n });
  const { phone, name } = await makeCustomer(STORY, "Looked At Customer", 0n);
  operation = await createCashIn(await distributor.as("maker"), { to: { phone }, name, amount: "12.34" });
  await distributor.close();
});

for (const { size, viewport } of LOOKS) {
  for (const [who, screens] of Object.entries(SCREENS)) {
    test(`axe finds nothing on the pages of ${who}, and nothing is wider than the screen, in either theme: ${size}`, async ({
      staff,
    }) => {
      test.slow();
      expect(await flawsOf(await staff(who, { viewport }), addresses(screens))).toEqual([]);
    });
  }
}

test("no page of the issuer's has text that bypasses the messages", async ({ staff }) => {
  test.slow();
  const found: string[] = [];
  for (const [who, screens] of Object.entries(SCREENS)) {
    found.push(...(await untranslatedOn(await staff(who, { viewport: SIZES.desktop }), addresses(screens))));
  }
  expect(found).toEqual([]);
});

test("each page of the issuer's says in its tab which one it is", async ({ staff }) => {
  test.slow();
  const titles: string[] = [];
  for (const [who, screens] of Object.entries(SCREENS)) {
    const plain = screens.filter((path) => !path.includes("?"));
    titles.push(...(await titlesOf(await staff(who), addresses(plain))));
  }
  expect(titles.filter((title, n) => titles.indexOf(title) !== n)).toEqual([]);
});

test("the first load of each page of the issuer's is under 200 KB of compressed script", async ({ as, staff }) => {
  test.slow();
  const heavy: string[] = [];
  for (const [who, screens] of Object.entries(SCREENS)) {
    // Signed in now, each browser below begins with nothing.
    await staff(who);
    for (const path of addresses(screens.filter((one) => !one.includes("?")))) {
      const page = await as(who, { viewport: SIZES.phone });
      const total = await scriptOf(page, path);
      if (total > SCRIPT_AT_MOST) heavy.push(`${path}: ${total}`);
      await page.context().close();
    }
  }
  expect(heavy).toEqual([]);
});
