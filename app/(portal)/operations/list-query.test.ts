import { describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { isFiltered, listHref, readCursor, readListQuery, showCursor, withoutFilters } from "./list-query";

const read = (search: string) => readListQuery(search);

test("defaults are left out of the address", () => {
  expect(listHref(read(""), {})).toBe("/operations");
  expect(listHref(read("?tab=pending&type=cash-in"), { tab: "all" })).toBe("/operations?type=cash-in");
});

test("another filter starts at the newest page, another page keeps the filters", () => {
  const query = read("?tab=completed&after=abc");
  expect(listHref(query, { type: "cash-in" })).toBe("/operations?tab=completed&type=cash-in");
  expect(listHref(query, { after: "def" })).toBe("/operations?tab=completed&after=def");
});

test("what makes no sense in an address is left out", () => {
  const query = read("?tab=nope&status=open&type=&source=fax&maker=you&period=ever&from=tomorrow&to=2026-1-1");
  expect(listHref(query, {})).toBe("/operations");
  expect(isFiltered(query)).toBe(false);
  expect(read("?q=a%00b").q).toBe("a b");
});

test("clearing the filters keeps the tab", () => {
  const query = read("?tab=ended&status=failed&q=corner&period=today");
  expect(isFiltered(query)).toBe(true);
  expect(listHref(withoutFilters(query), {})).toBe("/operations?tab=ended");
});

describe("cursors", () => {
  const position = { createdAt: "2026-11-20T10:00:00.000001Z", id: newId("operation") };

  test("survive the address to the microsecond", () => {
    const href = listHref(read(""), { after: showCursor(position) });
    expect(readCursor(readListQuery(new URL(href, "http://portal.invalid")).after)).toEqual(position);
  });

  test.each([
    "",
    "abc",
    btoa("2026-11-20T10:00:00.000001Z|x"),
    btoa(`yesterday|${position.id}`),
    btoa(`|${position.id}`),
    btoa(`2026-02-31T10:00:00.000001Z|${position.id}`),
    btoa(`0000-01-01T10:00:00.000001Z|${position.id}`),
  ])("%j is none", (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
