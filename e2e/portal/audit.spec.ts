import { readFileSync } from "node:fs";
import { sendCashIn } from "../support/api";
import { approve, expectStatus } from "../support/decide-on-screen";
import { expect, test } from "../support/portal-test";
import { customer, personCalled } from "../support/trial";

const { phone } = customer(11);

test("what happened is read in sentences, narrowed by the address, exported as it is narrowed, and verified", async ({
  as,
}) => {
  const id = await sendCashIn({ phoneTo: phone, amount: "611.00" });
  const checker = await as("Checker One A");
  await checker.goto(`/operations/${id}`);
  await approve(checker);
  await expectStatus(checker, "Completed");

  await checker.goto("/audit");
  const rows = checker.getByRole("table").getByRole("row");
  await expect(rows.filter({ hasText: "Checker One A approved Cash-in to" }).first()).toBeVisible();
  await checker.goto(`/audit?about=${id}`);
  await expect(rows).toHaveCount(4);
  await rows.filter({ hasText: "approved" }).getByText("Details", { exact: true }).click();
  await expect(checker.getByText("All entries about it").first()).toBeVisible();

  await checker.locator("summary", { hasText: "Who" }).click();
  await checker.getByRole("link", { name: "Checker One A", exact: true }).first().click();
  await expect(checker).toHaveURL(/by=per_/);
  await expect(rows.filter({ hasText: "approved" })).toHaveCount(1);
  await checker.reload();
  await expect(rows.filter({ hasText: "approved" })).toHaveCount(1);

  const download = checker.waitForEvent("download");
  await checker.getByRole("link", { name: "Export this list" }).filter({ visible: true }).first().click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toContain("place,at_utc,actor_kind");
  expect(lines.slice(1).every((line) => line.includes(id) && line.includes("Checker One A"))).toBe(true);
  expect(lines.join("\n")).toContain("operation.approved");

  await checker.goto("/audit");
  await expect(rows.filter({ hasText: "Checker One A exported a part of this record" }).first()).toBeVisible();
  await checker.getByRole("button", { name: "Verify" }).click();
  await expect(checker.getByText(/[0-9,]+ entries, unbroken\./)).toBeVisible();
  await expect(rows.filter({ hasText: "Checker One A verified this record" }).first()).toBeVisible();
});

test("a refused try stands in the audit, and only what was refused is shown when asked for", async ({ as }) => {
  const maker = await as("Maker One A");
  await maker.goto("/audit");
  await expect(maker.getByRole("heading", { name: "Audit" })).toHaveCount(0);
  expect((await maker.request.get("/api/portal/audit/export")).status()).toBe(403);

  const admin = await as("Admin A");
  await admin.goto("/people/invite");
  await admin.getByLabel("Name").fill("Known Already");
  await admin.getByLabel("Mobile phone").fill(personCalled("Maker Two A").phone);
  await admin.getByRole("checkbox", { name: /^Viewer/ }).check({ force: true });
  await admin.getByRole("button", { name: "Ask for approval" }).click();
  await expect(admin.getByText("Somebody with this phone number is one of your people already")).toBeVisible();

  await admin.goto("/audit?refused=yes");
  const rows = admin.getByRole("table").getByRole("row");
  await expect(rows.filter({ hasText: "Admin A tried to make an operation" }).first()).toBeVisible();
  // The head of the table alone is no refused try.
  await expect(rows.filter({ hasNotText: "Refused" })).toHaveCount(1);
  await admin.goto("/audit?refused=yes&group=keys");
  await expect(admin.getByText("Nothing matches these filters")).toBeVisible();
});
