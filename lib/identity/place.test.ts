import { expect, it } from "vitest";
import { placeOf, readTimeZone } from "./place";

it.each([
  ["Africa/Lagos", { city: "Lagos", area: "Africa" }],
  ["America/New_York", { city: "New York", area: "America" }],
  ["America/Argentina/Buenos_Aires", { city: "Buenos Aires", area: "Argentina" }],
  ["UTC", null],
  ["Etc/GMT+1", null],
  [null, null],
])("the clock of %s is that of %o", (zone, place) => {
  expect(placeOf(zone)).toEqual(place);
});

it("a zone is taken in any spelling of its letters and kept in one", () => {
  expect(readTimeZone("aFRICA/lAGOS")).toBe("Africa/Lagos");
  expect(readTimeZone("UTC")).toBe("UTC");
  expect(readTimeZone("Asia/Kolkata")).toBe("Asia/Kolkata");
});

it.each(["", "Africa/Nowhere", "+01:00", "<b>Africa/Lagos</b>", " Africa/Lagos", "A".repeat(100)])(
  "%s is no zone, and is not kept",
  (text) => {
    expect(readTimeZone(text)).toBeNull();
  },
);
