import { expect, test } from "vitest";
import { judgeAmount } from "./judge-amount";
import { spellAmount } from "./spell-amount";

test("what is left is exact, to the last minor unit", () => {
  expect(judgeAmount("0.1", "0.30", "NGN")).toEqual({ ok: true, after: "0.20" });
  expect(judgeAmount("2500.", "2500.00", "NGN")).toEqual({ ok: true, after: "0.00" });
  expect(judgeAmount("500", "500", "UGX")).toEqual({ ok: true, after: "0" });
  expect(judgeAmount("500", null, "UGX")).toEqual({ ok: true, after: null });
});

test("what the server would refuse is refused here, with the same codes", () => {
  expect(judgeAmount("", "1.00", "NGN")).toEqual({ ok: false, code: "amount.missing" });
  expect(judgeAmount("0", "1.00", "NGN")).toEqual({ ok: false, code: "money.not-positive" });
  expect(judgeAmount("1.001", "2.00", "NGN")).toEqual({ ok: false, code: "money.too-many-decimals" });
  expect(judgeAmount("0.01", "0.00", "NGN")).toEqual({ ok: false, code: "ledger.insufficient-float" });
});

test("words appear for amounts and for nothing else", () => {
  expect(spellAmount("250000.", "NGN")).toBe("Two hundred and fifty thousand naira");
  expect(spellAmount("0", "NGN")).toBe("");
});
