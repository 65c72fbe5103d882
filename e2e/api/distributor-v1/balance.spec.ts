import { expect, test } from "@playwright/test";
import { ask, available, pathOf, post } from "../../support/distributor-api";
import { customer } from "../../support/trial";

test.describe("200", () => {
  test("balance is a decimal in quotes: what may still be spent, posted less held", async () => {
    const { status, json } = await ask({ path: pathOf("balance") });
    expect(status).toBe(200);
    for (const name of ["balance", "posted", "held"]) expect(json[name]).toMatch(/^(0|[1-9]\d*)\.\d{2}$/);
    expect(json.currency).toBe("NGN");
    const minor = (name: string) => BigInt(json[name].replace(".", ""));
    expect(minor("balance")).toBe(minor("posted") - minor("held"));
  });

  test("a pending cash-in is held: it is gone from balance to the minor unit, and not from posted", async () => {
    const before = (await ask({ path: pathOf("balance") })).json;
    const made = await post({ operationType: "cash-in", amount: "12.34", phoneTo: customer(0).phone });
    expect(made.status).toBe(200);
    expect(await available()).toBe(BigInt(before.balance.replace(".", "")) - 1234n);
    expect((await ask({ path: pathOf("balance") })).json.posted).toBe(before.posted);
  });
});
