import type { Page, Request } from "@playwright/test";
import { sendCashIn } from "../support/api";
import { createCashIn } from "../support/cash-in-page";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, statusOf, versionOf } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer } from "../support/trial";

const BOTH = "Maker and Checker A";
const { phone, name } = customer(9);

test.afterEach(expectNoViolations);

/** Sends what a server action was sent again, with another body. */
async function replay(page: Page, sent: Request, body: string): Promise<string> {
  const { "next-action": action = "", accept = "", "content-type": type = "" } = await sent.allHeaders();
  return page.evaluate(
    async ([url, headers, text]) => (await fetch(url, { method: "POST", headers, body: text })).text(),
    [sent.url(), { "next-action": action, accept, "content-type": type }, body] as const,
  );
}

test("who is maker and checker sees on screen that another person must decide on their own request", async ({ as }) => {
  const page = await as(BOTH);
  const id = await createCashIn(page, { to: { phone }, name, amount: "300" });
  for (const path of [`/operations/${id}`, `/approvals?tab=waiting&open=${id}`]) {
    await page.goto(path);
    await expect(page.getByText("You made this; another person must decide")).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Reject" })).toHaveCount(0);
  }
  await page.goto("/approvals");
  await expect(page.locator(`a[href*="open=${id}"]`)).toHaveCount(0);
});

test("an approval of somebody else's request, replayed against one's own, is refused", async ({ as }) => {
  const page = await as(BOTH);
  const own = await createCashIn(page, { to: { phone }, name, amount: "301" });
  const others = await sendCashIn({ phoneTo: phone, amount: "302.00" });
  await page.goto(`/operations/${others}`);
  const sent = page.waitForRequest((one) => one.method() === "POST" && (one.postData() ?? "").includes(others));
  await approve(page);
  await expectStatus(page, "Completed");
  const before = await floatBalance();

  const [theirs, mine] = [await versionOf(others), await versionOf(own)];
  const body = (await sent).postData() ?? "";
  expect(body).toContain(theirs.digest);
  const answer = await replay(page, await sent, body.replace(others, own).replace(theirs.digest, mine.digest));

  expect(answer).toContain("operations.own-operation");
  expect(await statusOf(own)).toBe("pending");
  expect(await floatBalance()).toEqual(before);
});

test("a maker without the checker's role is refused the same call", async ({ as }) => {
  const checker = await as("Checker Two A");
  const [first, second] = [
    await sendCashIn({ phoneTo: phone, amount: "303.00" }),
    await sendCashIn({ phoneTo: phone, amount: "304.00" }),
  ];
  await checker.goto(`/operations/${first}`);
  const sent = checker.waitForRequest((one) => one.method() === "POST" && (one.postData() ?? "").includes(first));
  await approve(checker);
  const body = ((await sent).postData() ?? "")
    .replace(first, second)
    .replace((await versionOf(first)).digest, (await versionOf(second)).digest);
  const maker = await as("Maker One A");
  await maker.goto("/operations");
  expect(await replay(maker, await sent, body)).toContain("auth.forbidden");
  expect(await statusOf(second)).toBe("pending");
});
