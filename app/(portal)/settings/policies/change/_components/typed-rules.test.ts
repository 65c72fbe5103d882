import { expect, it } from "vitest";
import { NEW_RULE, problemsOf, toRule, toTyped } from "./typed-rules";

const rule = (change: Partial<typeof NEW_RULE> = {}) => ({ ...NEW_RULE, ...change });
const wrong = (...rules: ReturnType<typeof rule>[]) => problemsOf(rules, "NGN");

it("what was typed is stored in minor units, and comes back as it was", () => {
  const typed = rule({ from: "1000.00", to: "250000.50" });
  const stored = toRule(typed, "NGN");
  expect([stored.fromMinor, stored.toMinor]).toEqual(["100000", "25000050"]);
  expect(toTyped([stored, toRule(rule(), "NGN")], "NGN")).toEqual([typed, rule()]);
  expect(toRule(rule({ from: "1000." }), "UGX").fromMinor).toBe("1000");
});

it.each([
  ["no amount", rule({ from: "1e3" }), "from"],
  ["no amount at its end", rule({ to: "5,0" }), "to"],
  ["nothing at its end", rule({ to: "0" }), "to"],
  ["a band that ends where it begins", rule({ from: "5", to: "5.00" }), "band"],
  ["a band that ends below", rule({ from: "5", to: "4.99" }), "band"],
  ["nobody who counts", rule({ roles: [] }), "roles"],
] as const)("a rule of %s is wrong", (_, typed, problem) => {
  expect(wrong(typed)).toEqual([problem]);
});

it("a rule that would never count is wrong, and not one that counts for something", () => {
  expect(wrong(rule(), rule({ source: "key", from: "5" }))).toEqual([null, "covered"]);
  expect(wrong(rule({ from: "5" }), rule())).toEqual([null, null]);
  expect(wrong(rule({ source: "key" }), rule())).toEqual([null, null]);
  expect(wrong(rule(), rule({ type: "cash-out-fulfillment" }))).toEqual([null, null]);
  expect(wrong(rule({ to: "10" }), rule({ to: "20" }), rule({ from: "3", to: "10" }))).toEqual([null, null, "covered"]);
});
