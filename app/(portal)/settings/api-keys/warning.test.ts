import { expect, test } from "vitest";
import { daysTo, warningOf } from "./warning";

const now = new Date("2026-11-21T12:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test.each([
  [31 * 24, null],
  [30 * 24, 30],
  [8 * 24, 30],
  [7 * 24, 7],
  [25, 7],
  [24, 1],
  [0.01, 1],
  [0, null],
  [-1, null],
])("%s hours before its end a key is warned of by %s", (hours, warning) => {
  expect(warningOf(inHours(hours), now)).toBe(warning);
});

test.each([
  [0.1, 1],
  [24, 1],
  [24.1, 2],
  [-5, 0],
])("%s hours before the end %s days are left", (hours, days) => {
  expect(daysTo(inHours(hours), now)).toBe(days);
});
