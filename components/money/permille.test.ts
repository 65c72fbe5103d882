import { expect, test } from "vitest";
import { axisSteps, greatest, permilleOf } from "./permille";

test("a share is in thousandths and never outside of the whole", () => {
  expect(permilleOf("250000.00", "1062000.00")).toBe(235);
  expect(permilleOf("5.00", "0.00")).toBe(0);
  expect(permilleOf("9.00", "3.00")).toBe(1000);
});

test("amounts beyond the reach of floating point compare exactly", () => {
  expect(greatest(["9007199254740993.01", "9007199254740993.02", "1.00"])).toBe("9007199254740993.02");
});

test.each([
  ["380000.00", ["200000", "400000"]],
  ["1000.00", ["500", "1000"]],
  ["25000.00", ["20000"]],
  ["0.50", ["1"]],
  ["130.00", ["100", "200"]],
  ["3.00", ["2", "4"]],
])("the axis for %s has lines at %j", (most, steps) => {
  expect(axisSteps(most)).toEqual(steps);
});
