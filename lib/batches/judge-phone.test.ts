import { describe, expect, test } from "vitest";
import { callingCodeOf, judgePhone } from "./judge-phone";

const E = "+2348123456781";
const judged = (typed: string, home: string | null = "234") => {
  const result = judgePhone(typed, home);
  return result.ok ? [result.phone, result.note] : result.problem;
};

describe("a phone that a spreadsheet has ruined is recognised", () => {
  test.each([
    ["+234 812 345 6781", E, null],
    ["+234-812-345-6781", E, null],
    [" +2348123456781\u00a0", E, null],
    ["'+2348123456781", E, null],
    ['="+2348123456781"', E, null],
    ["\u202a+2348123456781\u202c", E, null],
    ["2348123456781", E, "phone-plus-added"],
    ["002348123456781", E, "phone-plus-added"],
    ["2348123456781.0", E, "phone-plus-added"],
    ["2,348,123,456,781", E, "phone-plus-added"],
    ["2.348123456781E+12", E, "phone-plus-added"],
    ["8123456781", E, "phone-zero-lost"],
    ["08123456781", E, "phone-country-assumed"],
    ["0812 345 6781", E, "phone-country-assumed"],
    ["+23408123456781", E, "phone-trunk-zero"],
    ["+234 (0) 812 345 6781", E, null],
    ["+256772123456", "+256772123456", null],
    ["256772123456", "+256772123456", "phone-plus-added"],
  ])("%s is %s (%s)", (typed, phone, note) => {
    expect(judged(typed)).toEqual([phone, note]);
  });
});

describe("where digits are lost nothing is guessed", () => {
  test.each([
    ["", "phone-missing"],
    ["   ", "phone-missing"],
    ["2.34812E+12", "phone-scientific"],
    ["2,34812E+12", "phone-scientific"],
    ["2E+12", "phone-scientific"],
    ["2348120000000", "phone-rounded"],
    ["########", "phone-hashes"],
    ["812345", "phone-short"],
    ["23481234567812345", "phone-long"],
    ["+234812345678", "phone-malformed"],
    ["Ada", "phone-malformed"],
    ["+2348123456781 ext 4", "phone-malformed"],
    ["+2348123456781, +2348123456782", "phone-malformed"],
  ])("%s is %s", (typed, problem) => {
    expect(judged(typed)).toBe(problem);
  });

  test("without a country of one's own a number without its code is nobody's", () => {
    expect(judged("08123456781", null)).toBe("phone-malformed");
  });
});

test("a currency of one country tells its code, one of several none", () => {
  expect([callingCodeOf("NGN"), callingCodeOf("UGX"), callingCodeOf("XAF")]).toEqual(["234", "256", null]);
});
