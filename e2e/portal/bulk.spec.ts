import { readSheet } from "read-excel-file/node";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { flawsOf, LOOKS, SIZES, untranslatedOn } from "../support/screens";
import { customer } from "../support/trial";

test.afterEach(expectNoViolations);
test.describe.configure({ mode: "serial" });

const [one, two, three] = [customer(1), customer(2), customer(3)];
/** Where the file of this journey is. */
let path = "";

test("a file is uploaded, its ruined rows are explained and mended in place, and it is submitted as one", async ({
  as,
}) => {
  const maker = await as("Maker One A");
  await maker.goto("/");
  await maker.getByRole("link", { name: "Files" }).first().click();
  const text = `Phone number;Amount;Note\n${one.phone};"1,000.00";Rent\n${two.phone.slice(1)};250;\n2.34812E+12;70;\n+2347099999999;5;\n${one.phone};1000;\n`;
  await maker.getByLabel("File", { exact: true }).setInputFiles({
    name: "wages.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await maker.getByRole("button", { name: "Upload" }).click();
  await maker.waitForURL(/\/bulk\/bat_/);
  path = new URL(maker.url()).pathname;
  await expect(maker.getByText("its last digits are lost", { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(maker.getByText("Nobody with this phone number has a wallet.")).toBeVisible();
  await expect(maker.getByText("The plus was missing and was added.")).toBeVisible();
  await expect(maker.getByText(two.name)).toBeVisible();
  await expect(maker.getByText("The same phone and amount as row 2.")).toBeVisible();
  const submit = maker.getByRole("button", { name: /^Submit \d+ rows?$/ });
  await expect(submit).toBeDisabled();

  await maker.getByRole("button", { name: "Mend row 4" }).click();
  const form = maker.getByRole("form", { name: "Mend row 4" });
  await form.getByLabel("Phone").fill(three.phone);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(maker.getByText(three.name)).toBeVisible();
  await maker.getByRole("button", { name: "Leave it out" }).first().click();
  await expect(submit).toBeDisabled();
  await maker.getByText("I have looked at it: it is meant").click();
  const float = await floatBalance();
  await submit.click();
  await maker.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(maker.getByText("4 Pending")).toBeVisible({ timeout: 30_000 });
  expect(await floatBalance()).toEqual({ posted: float.posted, held: float.held + 2_320_00n });
  // Its own maker decides nothing of it.
  await expect(maker.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
});

for (const { size, viewport } of LOOKS) {
  test(`the pages of files look right, in either theme: ${size}`, async ({ as }, info) => {
    // Whoever decides sees more of it than its maker.
    const page = await as("Checker One A", { viewport });
    expect(await flawsOf(page, ["/bulk", path, `${path}?show=noted`])).toEqual([]);
    await page.goto(path);
    await info.attach(`file ${size}`, { body: await page.screenshot(), contentType: "image/png" });
  });
}

test("no text of the pages of files bypasses the messages", async ({ as }) => {
  const maker = await as("Maker One A", { viewport: SIZES.desktop });
  expect(await untranslatedOn(maker, ["/bulk", path])).toEqual([]);
});

test("a checker decides on a part of the file there, on the rest at the desk, and reads what became of each row", async ({
  as,
}) => {
  const [float, wallet] = [await floatBalance(), await walletBalance(two.phone)];
  const checker = await as("Checker One A", { viewport: SIZES.desktop });
  await checker.goto(path);
  const results = checker.getByRole("list", { name: "What became of them" });
  await expect(checker.getByText("4 wait for you NGN 2,320.00")).toBeVisible();
  await checker.getByRole("checkbox", { name: "Select row 3" }).check();
  await expect(checker.getByText("1 selected NGN 250.00")).toBeVisible();
  await checker.getByRole("button", { name: "Approve it" }).click();
  await checker.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(results.getByRole("listitem")).toHaveText([/Row 3 · .*Approved and paid250\.00/], { timeout: 20_000 });
  await expect(checker.getByText("3 wait for you NGN 2,070.00")).toBeVisible();

  await checker.getByText("Amount (NGN)", { exact: true }).first().click();
  await checker.getByLabel("At most").fill("100");
  await checker.getByRole("button", { name: "Show these rows" }).click();
  await expect(checker.getByText("1 of these waits for you NGN 70.00")).toBeVisible();
  await checker.getByRole("button", { name: "Reject it" }).click();
  await checker.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(checker.getByText("Say why, so that the maker knows what to change.")).toBeVisible();
  await checker.getByLabel("Reason", { exact: true }).fill("Not one of ours");
  await checker.getByRole("button", { name: "Reject", exact: true }).click();
  // Nothing waits here any more: what was done stays to be read.
  await expect(checker.getByText("1 request was rejected.")).toBeVisible({ timeout: 20_000 });
  await expect(checker.getByRole("button", { name: "Reject it" })).toHaveCount(0);

  // Where nothing is shown beside the list, an empty one is all that is left of the desk.
  await checker.setViewportSize({ width: 1100, height: 800 });
  await checker.goto("/approvals?source=bulk");
  await checker.getByRole("button", { name: "Select all" }).click();
  await checker.getByRole("button", { name: "Approve 2" }).click();
  await checker.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  // The desk has emptied below it.
  await expect(checker.locator("li[data-row]")).toHaveCount(0, { timeout: 15_000 });
  await expect(checker.getByRole("dialog")).toContainText("All 2 decided.");
  await checker.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await expect(checker.getByText("No request fits these filters")).toBeVisible();
  expect(await floatBalance()).toEqual({ posted: float.posted - 2_250_00n, held: float.held - 2_320_00n });
  expect(await walletBalance(two.phone)).toEqual({ posted: wallet.posted + 250_00n, held: wallet.held });

  await checker.goto("/operations?source=bulk");
  await checker.getByRole("link", { name: /NGN 70\.00/ }).click();
  await checker.getByRole("link", { name: "wages.csv, row 4" }).click();
  await checker.waitForURL((url) => url.pathname === path);
  await expect(checker.getByText("3 Completed · 1 Rejected")).toBeVisible();

  const [csv, book] = await Promise.all(
    ["csv", "xlsx"].map((format) =>
      checker.request.get(`/api/portal/bulk/${path.split("/").at(-1)}/result?format=${format}`),
    ),
  );
  const lines = (await csv?.text())?.trim().split("\r\n") ?? [];
  expect(lines).toHaveLength(6);
  // What begins like a formula is text.
  expect(lines[1]).toContain(`2,'${one.phone},${one.name},1000.00,Rent,made,op_`);
  expect(lines[4]).toMatch(/^5,.*,left-out,,,$/);
  const rows = await readSheet(Buffer.from((await book?.body()) ?? []));
  expect(rows[1]?.slice(0, 6)).toEqual(["2", one.phone, one.name, "1000.00", "Rent", "made"]);
});

test("columns with other names are named by hand, and the file can be put away", async ({ as }) => {
  const maker = await as("Maker One A");
  await maker.goto("/bulk");
  await maker.getByLabel("File", { exact: true }).setInputFiles({
    name: "other.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Who,Why,How much ${Date.now()}\n${one.phone},Rent,12\n`),
  });
  await maker.getByRole("button", { name: "Upload" }).click();
  await maker.getByLabel("Phone").selectOption("0", { timeout: 20_000 });
  await maker.getByLabel("Amount").selectOption("2");
  await maker.getByLabel("Note").selectOption("1");
  await maker.getByRole("button", { name: "Check the rows" }).click();
  await expect(maker.getByRole("button", { name: "Submit 1 row" })).toBeEnabled({ timeout: 20_000 });
  await maker.getByRole("button", { name: "Put the file away" }).click();
  await maker.waitForURL(/\/bulk$/);
  await expect(maker.getByText("other.csv")).toHaveCount(0);
});

test("the templates are files that the portal reads", async ({ as }) => {
  const maker = await as("Maker One A");
  const book = await maker.request.get("/api/portal/bulk/template?format=xlsx");
  const [names, example] = await readSheet(Buffer.from(await book.body()));
  expect(names).toEqual(["phone", "amount", "memo"]);
  expect(example?.[0]).toBe("+234 812 345 6781");
  const csv = await (await maker.request.get("/api/portal/bulk/template")).text();
  expect(csv).toContain("phone,amount,memo\r\n");
});
