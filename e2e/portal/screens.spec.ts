import type { Id } from "@/lib/kernel/ids";
import { sendCashIn } from "../support/api";
import { balanceWith } from "../support/api-keys-page";
import { makeExtraKey } from "../support/extra-key";
import { expect, test } from "../support/portal-test";
import { query, scopeOfIssuer } from "../support/query";
import { flawsOf, LOOKS, SCRIPT_AT_MOST, SIZES, scriptOf, titlesOf, untranslatedOn } from "../support/screens";
import { customer, distributorA, must, personCalled } from "../support/trial";

/**
 * Every screen behind sign-in; `{op}` is an operation that waits, `{key}` a key and `{request}` its only request. Sign-in has its own journeys,
 * the issuer's pages theirs.
 */
const SCREENS = [
  "/",
  "/bulk",
  "/cash-in/new",
  "/cash-out/new",
  "/cash-out/new?way=queue",
  "/float/new",
  "/float",
  "/float/open",
  "/float/transfer",
  "/float/withdraw",
  "/approvals",
  "/approvals?open={op}",
  "/approvals?tab=decided",
  "/operations",
  "/operations/{op}",
  "/operations/{op}/edit",
  "/people",
  "/audit",
  "/audit?refused=yes&group=keys",
  "/settings/permissions",
  "/settings/policies",
  "/settings/policies?amount=250000.00&by=key",
  "/settings/api-keys",
  "/settings/api-keys?tab=pending",
  "/settings/api-keys?tab=ended",
  "/settings/api-keys/new",
  "/settings/api-keys/{key}",
  "/settings/api-keys/{key}/change",
  "/settings/api-keys/{key}/requests",
  "/settings/api-keys/{key}/requests?status=5xx",
  "/settings/api-keys/{key}/requests/{request}",
  "/notices",
  "/account/notices",
  "/account/delegation",
  "/account/sessions",
  "/account/recovery-codes",
  "/trial",
  "/design",
];
/** What only an admin may, and what they see otherwise. */
const ADMINS = ["/settings/float", "/settings/api-keys", "/settings/api-keys/{key}"];
/** As many as a test can look at. */
const SHARES = [0, 12, 24].map((from) => SCREENS.slice(from, from === 24 ? undefined : from + 12));
const MOST_USED = ["/", "/cash-in/new", "/cash-out/new", "/approvals", "/operations", "/operations/{op}"];

const WHO = "Maker and Checker A";
const ADMIN = "Admin A";

const ids = { op: "", key: "", request: "" };
const addresses = (screens: readonly string[]) =>
  screens.map((path) => path.replace(/\{(op|key|request)\}/g, (_, name: keyof typeof ids) => ids[name]));

test.beforeAll(async () => {
  ids.op = await sendCashIn({ phoneTo: customer(0).phone, amount: "601.00" });
  const [maker] = await query(scopeOfIssuer(), "SELECT id FROM people WHERE phone = $1", personCalled(WHO).phone);
  // A key is changed by its maker alone.
  const key = await makeExtraKey(distributorA(), { label: "Looked at", madeBy: must(maker?.id) as Id<"person"> });
  ids.key = key.id;
  ids.request = String((await balanceWith(key.secret)).headers["x-request-id"]);
  // It is in the log soon after its answer.
  await expect
    .poll(() => query(scopeOfIssuer(), "SELECT id FROM api_requests WHERE id = $1", ids.request))
    .toHaveLength(1);
});

for (const { size, viewport } of LOOKS) {
  for (const [n, screens] of SHARES.entries()) {
    test(`axe finds nothing, and nothing is wider than the screen, in either theme: ${size}, share ${n + 1}`, async ({
      as,
    }) => {
      // A second and more for each screen, on a busy machine ten.
      test.slow();
      expect(await flawsOf(await as(WHO, { viewport }), addresses(screens))).toEqual([]);
    });
  }

  test(`axe finds nothing on what only an admin may, in either theme: ${size}`, async ({ as }) => {
    expect(await flawsOf(await as(ADMIN, { viewport }), addresses(ADMINS))).toEqual([]);
  });
}

test("no screen has text that bypasses the messages", async ({ as, browser }) => {
  test.slow();
  const stranger = await browser.newPage();
  const found = await untranslatedOn(stranger, ["/sign-in"]);
  await stranger.close();
  // The page of the design system is for developers and shows invented data.
  const translated = SCREENS.filter((one) => one !== "/design");
  found.push(...(await untranslatedOn(await as(WHO, { viewport: SIZES.desktop }), addresses(translated))));
  found.push(...(await untranslatedOn(await as(ADMIN, { viewport: SIZES.desktop }), addresses(ADMINS))));
  expect(found).toEqual([]);
});

test("each screen says in its tab which one it is", async ({ as }) => {
  const titles = await titlesOf(await as(WHO), addresses(MOST_USED));
  expect(new Set(titles).size).toBe(titles.length);
});

test("the first load of each screen is under 200 KB of compressed script", async ({ as }) => {
  const heavy: string[] = [];
  for (const path of addresses(MOST_USED)) {
    const total = await scriptOf(await as(WHO, { viewport: SIZES.phone }), path);
    if (total > SCRIPT_AT_MOST) heavy.push(`${path}: ${total}`);
  }
  expect(heavy).toEqual([]);
});
