import { expect, test } from "vitest";
import { newRecoveryCodes, readRecoveryCode } from "./recovery-codes";

test("ten different codes are made, each in the spelling that is stored", () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(readRecoveryCode(code)).toBe(code);
});

test("case, spaces, dashes and look-alike letters do not matter", () => {
  expect(readRecoveryCode(" 7k2m 9qxa-o4tr\n")).toBe("7K2M-9QXA-04TR");
  expect(readRecoveryCode("il00il00il00")).toBe("1100-1100-1100");
});

test("anything else is no code", () => {
  for (const text of [
    "",
    "7K2M",
    "7K2M-9QXA-04T",
    "7K2M-9QXA-04TRX",
    "7K2M-9QXA-04TU",
    "７K2M-9QXA-04TR",
    "%".repeat(12),
  ]) {
    expect(readRecoveryCode(text)).toBeNull();
  }
});
