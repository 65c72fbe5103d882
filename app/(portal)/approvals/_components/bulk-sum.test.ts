import { expect, test } from "vitest";
import { sumsOf } from "./bulk-sum";

test("amounts are summed exactly, each currency for itself", () => {
  expect(
    sumsOf([
      { amount: "0.10", currency: "NGN" },
      { amount: "0.20", currency: "NGN" },
      { amount: "999999999999999.70", currency: "NGN" },
      { amount: "500", currency: "UGX" },
    ]),
  ).toEqual(["NGN 1,000,000,000,000,000.00", "UGX 500"]);
  expect(sumsOf([])).toEqual([]);
});
