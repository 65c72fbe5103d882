import { expect, test } from "@playwright/test";
import { ask, foreign, outcome, pathOf } from "../../support/distributor-api";

const list = (query = "") => ask({ path: pathOf(`cashouts${query}`) });
const encode = (text: string) => Buffer.from(text).toString("base64");

test.describe("200", () => {
  test("the queue, oldest first, with cursors that say what they are", async () => {
    const { status, json } = await list();
    expect(status).toBe(200);
    expect([json.limit, json.nextCursor]).toEqual([100, ""]);
    expect(json.items.length).toBeGreaterThan(0);
    const order = json.items.map(
      ({ createdAt, operationID }: { createdAt: string; operationID: string }) => createdAt + operationID,
    );
    expect(order).toEqual([...order].sort());
    for (const { cursor, operationID, createdAt, type, from, amount } of json.items) {
      expect(cursor).toBe(encode(`${createdAt}|${operationID}`));
      expect(operationID).toMatch(/^op_[0-9a-f-]{36}$/);
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
      expect(type).toBe("cash-out");
      expect(from).toMatch(/^\+\d+$/);
      expect(amount).toMatch(/^\d+\.\d{2}$/);
    }
  });

  test("cursors lead through all of it, each request once; nextCursor is empty at the end", async () => {
    const all = (await list()).json.items;
    const walked: unknown[] = [];
    for (let cursor: string | null = null; cursor !== ""; ) {
      const { json } = await list(`?limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
      expect(json.limit).toBe(1);
      walked.push(...json.items);
      cursor = json.nextCursor;
    }
    expect(walked).toEqual(all);
  });

  test("the queue is the issuer's: another distributor sees the same", async () => {
    const theirs = await ask({ path: pathOf("cashouts", foreign), key: foreign.apiKey });
    expect(theirs.json.items).toEqual((await list()).json.items);
  });
});

test.describe("400", () => {
  const id = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
  const CURSORS = [
    "x",
    "%%%",
    encode("hello"),
    encode(`2026-11-20T20:10:00.000000Z|${id}|`),
    encode(`2026-11-20T20:10:00.000Z|${id}`),
    encode(`2026-06-31T20:10:00.000000Z|${id}`),
    encode(`2099-11-20T20:10:00.000000Z|${id}`),
    encode("2026-11-20T20:10:00.000000Z|wo_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"),
    encode(`2026-11-20T20:10:00.000000Z|${id}' OR 1=1`),
    ` ${encode(`2026-11-20T20:10:00.000000Z|${id}`)}`,
  ];
  for (const [n, cursor] of CURSORS.entries()) {
    test(`a cursor that we could not have issued: ${n}, ${cursor.slice(0, 60)}`, async () => {
      expect(outcome(await list(`?cursor=${encodeURIComponent(cursor)}`))).toBe("400 pagination.bad-cursor");
    });
  }

  for (const query of ["limit=0", "limit=1001", "limit=x"]) {
    test(query, async () => {
      expect(outcome(await list(`?${query}`))).toBe("400 pagination.bad-limit");
    });
  }

  test("offset, which this list does not know", async () => {
    expect(outcome(await list("?offset=1"))).toBe("400 request.unknown-field");
  });
});
