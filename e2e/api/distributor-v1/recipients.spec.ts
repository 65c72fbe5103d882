import { expect, test } from "@playwright/test";
import { ask, outcome, pathOf } from "../../support/distributor-api";
import { customer, merchant } from "../../support/trial";

const find = (query: string) => ask({ path: pathOf(`recipients${query}`) });

test.describe("200", () => {
  test("the masked name behind a phone, in any spelling", async () => {
    const { phone, name } = customer(0);
    for (const text of [
      encodeURIComponent(phone),
      phone,
      encodeURIComponent(`${phone.slice(0, 4)} ${phone.slice(4)}`),
    ]) {
      const { status, json } = await find(`?phone=${text}`);
      expect([status, json.active]).toEqual([200, true]);
      expect(Object.keys(json).sort()).toEqual(["active", "name"]);
      expect(json.name.slice(0, 2)).toBe(name.slice(0, 2));
      expect(json.name).not.toContain(name.split(" ")[0]);
    }
  });

  test("the masked name behind a short code", async () => {
    expect((await find(`?shortCode=${merchant(0).shortCode}`)).json).toEqual({
      name: expect.stringContaining("•••"),
      active: true,
    });
  });
});

test.describe("400", () => {
  for (const query of [
    "",
    "?phone=",
    "?phone=08123456781",
    "?shortCode=abc",
    "?shortCode=",
    "?phone=%2B2348050000001&shortCode=100000",
  ]) {
    test(`query ${JSON.stringify(query)}`, async () => {
      const answer = await find(query);
      expect(answer.status).toBe(400);
      expect(answer.json.fields.length).toBeGreaterThan(0);
    });
  }
});

test.describe("404", () => {
  test("a phone that nobody registered, a short code that no merchant has", async () => {
    expect(outcome(await find("?phone=%2B2348039999999"))).toBe("404 wallets.unknown-phone");
    expect(outcome(await find("?shortCode=999999"))).toBe("404 wallets.unknown-short-code");
  });
});
