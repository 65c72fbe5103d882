import { sendCashIn } from "../support/api";
import { expect, test } from "../support/portal-test";
import { flawsOf, LOOKS, SCRIPT_AT_MOST, SIZES, scriptOf, titlesOf, untranslatedOn } from "../support/screens";
import { customer } from "../support/trial";

/** Every screen behind sign-in; `{op}` is an operation that waits. Sign-in has its own journeys, the issuer's pages theirs. */
const SCREENS = [
  "/",
  "/cash-in/new",
  "/cash-out/new",
  "/cash-out/new?way=queue",
  "/float/new",
  "/approvals",
  "/approvals?open={op}",
  "/approvals?tab=decided",
  "/operations",
  "/operations/{op}",
  "/people",
  "/audit",
  "/audit?refused=yes&group=keys",
  "/settings/permissions",
  "/settings/api-keys",
  "/settings/api-keys/new",
  "/account/sessions",
  "/account/recovery-codes",
  "/trial",
  "/design",
];
const MOST_USED = ["/", "/cash-in/new", "/cash-out/new", "/approvals", "/operations", "/operations/{op}"];

let operation: string;
const addresses = (screens: readonly string[]) => screens.map((path) => path.replace("{op}", operation));

test.beforeAll(async () => {
  operation = await sendCashIn({ phoneTo: customer(0).phone, amount: "601.00" });
});

for (const { size, viewport, colorScheme } of LOOKS) {
  test(`axe finds nothing, and nothing is wider than the screen: ${size}, ${colorScheme}`, async ({ as }) => {
    // A second and more for each screen, on a busy machine three.
    test.slow();
    const page = await as("Maker and Checker A", { viewport, colorScheme });
    expect(await flawsOf(page, addresses(SCREENS))).toEqual([]);
  });
}

test("no screen has text that bypasses the messages", async ({ as, browser }) => {
  const stranger = await browser.newPage();
  const found = await untranslatedOn(stranger, ["/sign-in"]);
  await stranger.close();
  const page = await as("Maker and Checker A", { viewport: SIZES.desktop });
  // The page of the design system is for developers and shows invented data.
  const translated = SCREENS.filter((one) => one !== "/design");
  expect([...found, ...(await untranslatedOn(page, addresses(translated)))]).toEqual([]);
});

test("each screen says in its tab which one it is", async ({ as }) => {
  const titles = await titlesOf(await as("Maker and Checker A"), addresses(MOST_USED));
  expect(new Set(titles).size).toBe(titles.length);
});

test("the first load of each screen is under 200 KB of compressed script", async ({ as }) => {
  const heavy: string[] = [];
  for (const path of addresses(MOST_USED)) {
    const total = await scriptOf(await as("Maker and Checker A", { viewport: SIZES.phone }), path);
    if (total > SCRIPT_AT_MOST) heavy.push(`${path}: ${total}`);
  }
  expect(heavy).toEqual([]);
});
