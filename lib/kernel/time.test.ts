import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  isTimeZone,
  localDate,
  localHour,
  startOfDate,
  startOfLocalDay,
  toRfc3339,
  weekOf,
  zoneLabel,
} from "./time";

const ZONES = [
  "Africa/Lagos",
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/New_York",
  "America/Havana",
  "America/Santiago",
  "America/Asuncion",
  "Antarctica/Troll",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Chatham",
  "UTC",
];

test.each([
  ["2026-11-20T22:59:59.999Z", "Africa/Lagos", "2026-11-20", 23],
  ["2026-11-20T23:00:00.000Z", "Africa/Lagos", "2026-11-21", 0],
  ["2026-11-20T23:00:00.000Z", "America/New_York", "2026-11-20", 18],
  ["2026-12-31T23:30:00.000Z", "Asia/Kathmandu", "2027-01-01", 5],
  ["2028-02-29T12:00:00.000Z", "UTC", "2028-02-29", 12],
])("at %s in %s it is %s, hour %i", (instant, zone, date, hour) => {
  expect(localDate(new Date(instant), zone)).toBe(date);
  expect(localHour(new Date(instant), zone)).toBe(hour);
});

describe("startOfLocalDay", () => {
  test.each([
    ["a zone without change of clocks", "2026-11-20T12:00:00Z", "Africa/Lagos", "2026-11-19T23:00:00.000Z"],
    ["the first instant of a day", "2026-11-19T23:00:00Z", "Africa/Lagos", "2026-11-19T23:00:00.000Z"],
    ["the last instant of a day", "2026-11-20T22:59:59.999Z", "Africa/Lagos", "2026-11-19T23:00:00.000Z"],
    ["a day of 23 hours, after the change", "2026-03-08T20:00:00Z", "America/New_York", "2026-03-08T05:00:00.000Z"],
    ["a day of 25 hours, after the change", "2026-11-02T04:59:59Z", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["a day whose midnight is skipped", "2026-03-29T12:00:00Z", "Asia/Beirut", "2026-03-28T22:00:00.000Z"],
    ["a day whose midnight comes twice", "2026-11-01T12:00:00Z", "America/Havana", "2026-11-01T04:00:00.000Z"],
    ["a change by half an hour", "2026-10-04T12:00:00Z", "Australia/Lord_Howe", "2026-10-03T13:30:00.000Z"],
    ["a day of 26 hours", "2026-10-25T23:59:00Z", "Antarctica/Troll", "2026-10-24T22:00:00.000Z"],
    ["the day after one that never was", "2011-12-30T12:00:00Z", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("%s", (_what, instant, zone, start) => {
    expect(toRfc3339(startOfLocalDay(new Date(instant), zone))).toBe(start);
  });

  test("is the day's first instant in every zone: the instant before it is another day", () => {
    const instants = fc.date({ min: new Date("2015-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
        const start = startOfLocalDay(instant, zone);
        expect(start.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(localDate(start, zone)).toBe(localDate(instant, zone));
        expect(localDate(new Date(start.getTime() - 1), zone)).not.toBe(localDate(instant, zone));
      }),
    );
  });
});

test.each([
  ["Africa/Lagos", "2026-11-20T12:00:00Z", "Lagos time, UTC+1"],
  ["Europe/London", "2026-01-01T12:00:00Z", "London time, UTC"],
  ["Europe/London", "2026-07-01T12:00:00Z", "London time, UTC+1"],
  ["America/Argentina/Buenos_Aires", "2026-07-01T12:00:00Z", "Buenos Aires time, UTC-3"],
  ["Asia/Kathmandu", "2026-07-01T12:00:00Z", "Kathmandu time, UTC+5:45"],
  ["UTC", "2026-07-01T12:00:00Z", "UTC"],
])("%s at %s is called %s", (zone, at, label) => {
  expect(zoneLabel(zone, new Date(at))).toBe(label);
});

test("only names of the zone database are zones", () => {
  for (const zone of ZONES) expect(isTimeZone(zone)).toBe(true);
  for (const text of ["", "Lagos", "Africa/Nowhere", "+01:00", "UTC+1", "Africa/Lagos "])
    expect(isTimeZone(text)).toBe(false);
});

test("an invalid date is an error, never a wrong day", () => {
  expect(() => localDate(new Date("x"), "UTC")).toThrow(RangeError);
  expect(() => toRfc3339(new Date("x"))).toThrow(RangeError);
});

describe("startOfDate", () => {
  test("is the first instant of the day in every zone", () => {
    const instants = fc.date({ min: new Date("2015-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
        expect(startOfDate(localDate(instant, zone), zone)).toEqual(startOfLocalDay(instant, zone));
      }),
    );
  });

  test.each(["2026-02-30", "2026-13-01", "2026-1-1", "yesterday", "", "2026-11-20T00:00:00Z"])(
    "%j is no day",
    (text) => {
      expect(startOfDate(text, "Africa/Lagos")).toBeNull();
    },
  );

  test("a day that a zone skipped has no start", () => {
    expect(startOfDate("2011-12-30", "Pacific/Apia")).toBeNull();
  });
});

test.each([
  ["2026-12-31", 1, "2027-01-01"],
  ["2028-03-01", -1, "2028-02-29"],
  ["2026-11-20", 0, "2026-11-20"],
])("%s and %i days is %s", (date, days, other) => {
  expect(addDays(date, days)).toBe(other);
});

test.each([
  ["2026-11-16", "2026-11-16", "2026-11-22"],
  ["2026-11-22", "2026-11-16", "2026-11-22"],
  ["2027-01-01", "2026-12-28", "2027-01-03"],
  ["2028-02-29", "2028-02-28", "2028-03-05"],
])("the week of %s goes from Monday %s to Sunday %s", (date, monday, sunday) => {
  const week = weekOf(date);
  expect([week.length, week[0], week[6]]).toEqual([7, monday, sunday]);
  expect(week).toContain(date);
});
