import { describe, expect, test } from "vitest";
import { countOf, daysProblem, entriesOf, mandateProblems, permissionsOf, toInput } from "./typed-mandate";

const typed = {
  permissions: "perform-operations read-balance",
  maxAmount: "2500.",
  maxDaily: "",
  addresses: " 192.0.2.1 \n\n2001:db8::/48\n",
  rate: "600",
};

test("what was typed becomes what the action takes", () => {
  expect(toInput(typed)).toEqual({
    permissions: ["read-balance", "perform-operations"],
    maxAmount: "2500",
    maxDaily: "",
    addresses: ["192.0.2.1", "2001:db8::/48"],
    rate: 600,
  });
});

test("a permission that nobody knows is none", () => {
  expect(permissionsOf("read-balance root")).toEqual(["read-balance"]);
  expect(permissionsOf("")).toEqual([]);
});

test("nothing typed is no entry, which means any address", () => {
  expect(entriesOf("  \n ")).toEqual([]);
});

test.each(["", "0", "-1", "1.5", "1e3", "6001", "1234567", "ten"])("%j is no number of requests", (rate) => {
  expect(countOf(rate, 6_000)).toBeNull();
});

test.each([
  ["1", null],
  ["730", null],
  ["731", "days.invalid"],
  ["0", "days.invalid"],
])("%s days of life: %s", (days, problem) => {
  expect(daysProblem(days)).toBe(problem);
});

describe("what is wrong is told field by field", () => {
  test.each([
    [{}, []],
    [{ permissions: "" }, ["permissions.missing"]],
    [{ maxAmount: "12,50" }, ["maxAmount.invalid"]],
    [{ maxDaily: "0" }, ["maxDaily.invalid"]],
    [{ addresses: "192.0.2.1\n10.1" }, ["addresses.invalid"]],
    [{ addresses: Array.from({ length: 101 }, (_, n) => `192.0.2.${n}`).join("\n") }, ["addresses.invalid"]],
    [{ rate: "0" }, ["rate.invalid"]],
  ])("%j", async (changes, problems) => {
    const found = await mandateProblems({ ...typed, ...changes }, "NGN");
    expect(found.filter((one) => one !== null)).toEqual(problems);
  });
});
