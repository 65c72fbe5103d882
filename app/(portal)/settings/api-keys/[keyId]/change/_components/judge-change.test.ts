import { expect, test } from "vitest";
import { inDays } from "@/lib/kernel/key-terms";
import { changeProblems, judgeChange } from "./judge-change";

const now = new Date("2026-11-21T12:00:00Z");
const before = {
  permissions: "read-balance perform-operations",
  maxAmount: "500.00",
  maxDaily: "",
  addresses: "192.0.2.0/24",
  rate: "600",
  days: "",
};
const judge = (changes: Partial<typeof before>) =>
  judgeChange(before, { ...before, ...changes }, { currency: "NGN", expiresAt: inDays(now, 100), now });

test("another spelling of the same changes nothing", async () => {
  expect(await judge({ maxAmount: "500.", addresses: " 192.0.2.77/24\n" })).toEqual({ atOnce: [], asked: [] });
});

test("what becomes narrower goes at once, what becomes wider is asked for, part by part", async () => {
  expect(await judge({ maxAmount: "400", rate: "700", days: "99", addresses: "", maxDaily: "900" })).toEqual({
    atOnce: ["maxAmountMinor", "maxDailyMinor", "expiresAt"],
    asked: ["allowedAddresses", "requestsPerMinute"],
  });
});

test("a later end is asked for", async () => {
  expect(await judge({ days: "101" })).toEqual({ atOnce: [], asked: ["expiresAt"] });
});

test.each([
  [{ maxAmount: "4x" }, "maxAmount.invalid"],
  [{ days: "0" }, "days.invalid"],
  [{ addresses: "10.1" }, "addresses.invalid"],
  [{ permissions: "" }, "permissions.missing"],
])("while %j cannot be read nothing is said of what it would do", async (changes, problem) => {
  expect(await judge(changes)).toBeNull();
  expect(await changeProblems({ ...before, ...changes }, "NGN")).toEqual([problem]);
});
