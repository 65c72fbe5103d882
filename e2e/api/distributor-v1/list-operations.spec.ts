import { expect, test } from "@playwright/test";
import { type Answer, ask, foreign, newReference, outcome, own, pathOf, post } from "../../support/distributor-api";
import { customer } from "../../support/trial";

type Listed = { operationID: string; createdAt: string; status: string; operationType: string; distributorID: string };

const list = async (query = "") => ask({ path: pathOf(`operations${query}`) });
const idsOf = (items: Listed[]) => items.map(({ operationID }) => operationID);

/** Path and query of the next page, from the Link header; null at the end. */
function nextOf(headers: Answer["headers"]): string | null {
  return /^<([^>]+)>; rel="next"$/.exec(String(headers.link ?? ""))?.[1] ?? null;
}

test.beforeAll(async () => {
  for (let n = 0; n < 5; n++) await post({ operationType: "cash-in", amount: `0.1${n}`, phoneTo: customer(1).phone });
});

test.describe("200", () => {
  test("a bare array, newest first, the own distributor's alone", async () => {
    const { json } = await list();
    expect(Array.isArray(json)).toBe(true);
    const instants = json.map(({ createdAt }: Listed) => createdAt);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(new Set(json.map(({ distributorID }: Listed) => distributorID))).toEqual(new Set([own.id]));
  });

  test("limit and offset walk over the same list as one large page", async () => {
    const all = idsOf((await list("?limit=5")).json);
    const pages = [await list("?limit=2"), await list("?limit=2&offset=2"), await list("?limit=1&offset=4")];
    expect(pages.flatMap(({ json }) => idsOf(json))).toEqual(all);
    expect((await list("?limit=10&offset=999999")).json).toEqual([]);
  });

  test("the Link header leads through all of it, each operation once, filters kept", async () => {
    const query = `?limit=2&phone=${encodeURIComponent(customer(1).phone)}&status=pending`;
    const walked: string[] = [];
    let pages = 0;
    for (let path: string | null = pathOf(`operations${query}`); path; pages++) {
      const { status, json, headers } = await ask({ path });
      expect([status, json.length <= 2]).toEqual([200, true]);
      walked.push(...idsOf(json));
      path = nextOf(headers);
    }
    const all = await list(query.replace("limit=2", "limit=1000"));
    expect(nextOf(all.headers)).toBeNull();
    expect(walked).toEqual(idsOf(all.json));
    expect(pages).toBeGreaterThan(2);
  });

  test("an operation made while somebody pages is on no later page, and none is shown twice", async () => {
    const first = await list("?limit=2");
    await post({ operationType: "cash-in", amount: "0.20", phoneTo: customer(1).phone });
    const second = await ask({ path: nextOf(first.headers) ?? "" });
    const shown = [...idsOf(first.json), ...idsOf(second.json)];
    expect(new Set(shown).size).toBe(shown.length);
  });

  test("filters: status, type, phone in any spelling, reference, from and to", async () => {
    const reference = newReference();
    const { phone } = customer(4);
    const body = {
      operationType: "cash-out-fulfillment",
      amount: "0.30",
      phoneFrom: phone,
      cashOutFulfillmentType: "cash",
      cashOutFulfillmentID: reference,
    };
    const { operationID } = (await post(body)).json;
    const found = async (query: string) => idsOf((await list(`?${query}`)).json);
    expect(await found(`reference=${reference}`)).toEqual([operationID]);
    expect(await found(`reference=${reference}&status=completed`)).toEqual([]);
    expect(await found(`reference=${reference}&operationType=cash-in`)).toEqual([]);
    for (const text of [
      encodeURIComponent(phone),
      phone,
      encodeURIComponent(`${phone.slice(0, 4)} ${phone.slice(4)}`),
    ]) {
      expect((await found(`phone=${text}&operationType=cash-out-fulfillment`))[0]).toBe(operationID);
    }
    const { createdAt } = (await ask({ path: pathOf(`operations/${operationID}`) })).json;
    const later = new Date(Date.parse(createdAt) + 1).toISOString();
    expect(await found(`reference=${reference}&createdFrom=${createdAt}`)).toEqual([operationID]);
    expect(await found(`reference=${reference}&createdFrom=${createdAt}&createdTo=${later}`)).toEqual([operationID]);
    expect(await found(`reference=${reference}&createdTo=${createdAt}`)).toEqual([]);
    expect(await found(`reference=${reference}&createdFrom=${later.replace("Z", "%2B00:00")}`)).toEqual([]);
    expect(await found("reference=nobody-has-this")).toEqual([]);
  });
});

test.describe("400", () => {
  const QUERIES: readonly [string, string][] = [
    ...[
      "limit=0",
      "limit=1001",
      "limit=-1",
      "limit=1.5",
      "limit=1e2",
      "limit=0x10",
      "limit=%201",
      "limit=",
      "limit=01",
      "limit=ten",
      "offset=-1",
      "offset=1.0",
      "offset=x",
      "offset=99999999999999999999",
    ].map((query) => [query, "pagination.bad-limit"] as [string, string]),
    ...[
      "cursor=x",
      "cursor=",
      "cursor=AAAA",
      `cursor=${encodeURIComponent(Buffer.from("2099-01-01T00:00:00.000000Z|op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa").toString("base64"))}`,
    ].map((query) => [query, "pagination.bad-cursor"] as [string, string]),
    ["phone=08123456781", "phone.malformed"],
    ["status=open", "request.invalid"],
    ["status=", "request.invalid"],
    ["operationType=api-key", "request.invalid"],
    ["createdFrom=yesterday", "request.invalid"],
    ["createdFrom=2026-11-20", "request.invalid"],
    ["createdFrom=2026-02-30T00:00:00Z", "request.invalid"],
    ["createdFrom=0000-01-01T00:00:00Z", "request.invalid"],
    ["createdTo=2026-11-20T00:00:00", "request.invalid"],
    ["reference=", "request.invalid"],
    ["reference=a%01b", "request.invalid"],
    ["limit=1&limit=2", "request.duplicate-field"],
    ["colour=blue", "request.unknown-field"],
    ["constructor=x", "request.unknown-field"],
    ["LIMIT=1", "request.unknown-field"],
  ];
  for (const [query, code] of QUERIES) {
    test(query, async () => {
      const answer = await list(`?${query}`);
      expect(outcome(answer)).toBe(`400 ${code}`);
      expect(answer.json.fields.length).toBeGreaterThan(0);
    });
  }

  test("cursor and offset at once", async () => {
    const next = nextOf((await list("?limit=1")).headers);
    expect(outcome(await ask({ path: `${next}&offset=1` }))).toBe("400 request.invalid");
  });
});

test.describe("404", () => {
  test("another's distributor", async () => {
    expect(outcome(await ask({ path: pathOf("operations", foreign) }))).toBe("404 organisations.distributor-not-found");
  });
});
