import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCursor, encodeCursor, isBackwards, type Place, toPage } from "./pagination";

const PARTS = ["2026-11-20T20:10:00.000Z", "op_0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"];
const CURSOR = encodeCursor(PARTS);

test("a cursor is the base64 of its parts, and gives them back", () => {
  expect(CURSOR).toBe(Buffer.from(PARTS.join("|")).toString("base64"));
  expect(decodeCursor(CURSOR, 2)).toEqual(PARTS);
});

test("every cursor can stand in a URL with nothing changed but padding", () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,40}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const cursor = encodeCursor(parts);
      expect(cursor).toMatch(/^[A-Za-z0-9]+={0,2}$/);
      expect(decodeCursor(cursor, parts.length)).toEqual(parts);
    }),
  );
});

const FOREIGN = [
  "",
  "%%%",
  "MQ",
  "MQ=",
  CURSOR.replace(/=+$/, ""),
  `${CURSOR}=`,
  ` ${CURSOR}`,
  `${CURSOR}\n`,
  CURSOR.slice(0, -1),
  btoa("one part"),
  btoa("a|"),
  btoa("|b"),
  btoa("a|b|c"),
  btoa("a b|c"),
  btoa("a|\u00ff"),
  btoa("a|b\u0000"),
  "YR==",
  "A".repeat(100_000),
  "\u200b",
  "é",
];
test.each(FOREIGN)("a cursor that was not issued is recognised: %j", (text) => {
  expect(decodeCursor(text, 2)).toBeNull();
});

test("no text is accepted but the one spelling of its parts", () => {
  fc.assert(
    fc.property(fc.oneof(fc.base64String(), fc.string()), fc.integer({ min: 1, max: 3 }), (text, count) => {
      const parts = decodeCursor(text, count);
      if (parts !== null) expect(encodeCursor(parts)).toBe(text);
    }),
  );
});

test("parts that would not come back as they were are never encoded", () => {
  for (const parts of [[], [""], ["a|b"], ["a", "é"], ["a b"], ["a\n"]])
    expect(() => encodeCursor(parts)).toThrow(TypeError);
});

test("page by page, on and back again, a list shows every row once and in order", () => {
  const read = (all: readonly number[], place: Place<number>) => {
    const edge = place.after ?? place.before ?? -1;
    const rows = isBackwards(place) ? all.filter((row) => row < edge).reverse() : all.filter((row) => row > edge);
    return toPage(rows.slice(0, place.limit + 1), place, (row) => row);
  };
  fc.assert(
    fc.property(fc.nat(40), fc.integer({ min: 1, max: 9 }), (count, limit) => {
      const all = Array.from({ length: count }, (_, row) => row);
      const pages = [read(all, { limit })];
      for (let page = pages[0]; page && page.next !== null; page = pages.at(-1))
        pages.push(read(all, { limit, after: page.next }));
      expect(pages.flatMap(({ items }) => items)).toEqual(all);
      for (const [n, page] of pages.entries()) {
        expect(page.previous === null).toBe(n === 0);
        if (page.previous !== null)
          expect(read(all, { limit, before: page.previous }).items).toEqual(pages[n - 1]?.items);
      }
    }),
  );
});
