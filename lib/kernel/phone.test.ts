import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type E164, formatPhone, maskPhone, parsePhone } from "./phone";

const PERSON = "+2348123456781" as E164;

describe("parsePhone", () => {
  const spellings = [
    "+2348123456781",
    "+234 8123456781",
    "+234-812-345-6781",
    "+234 812 345 6781",
    "+234.812.345-6781",
    "+2 3 4 8 1 2 3 4 5 6 7 8 1",
  ];
  test.each(spellings)("%s is the same person", (text) => {
    expect(parsePhone(text)).toBe(PERSON);
  });

  test("separators between any digits never change who it is", () => {
    const separators = fc.array(fc.constantFrom("", " ", "-", "."), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(separators, (between) => {
        const text = [...PERSON.slice(1)].reduce((text, digit, at) => text + (between[at - 1] ?? "") + digit, "+");
        expect(parsePhone(text)).toBe(PERSON);
      }),
    );
  });

  const malformed: [string, string][] = [
    ["empty", ""],
    ["without plus", "2348123456781"],
    ["with 00 for the plus", "002348123456781"],
    ["national form", "08123456781"],
    ["tel: link", "tel:+2348123456781"],
    ["(0)", "+234 (0)812 345 6781"],
    ["brackets", "+234 (812) 345 6781"],
    ["trunk zero after the country code", "+23408123456781"],
    ["extension", "+2348123456781 ext. 5"],
    ["extension by semicolon", "+2348123456781;ext=5"],
    ["extension by x", "+2348123456781x5"],
    ["letters", "+234 812 FLOWERS"],
    ["Arabic digits", "+٢٣٤٨١٢٣٤٥٦٧٨١"],
    ["full-width digits", "+２３４８１２３４５６７８１"],
    ["full-width plus", "＋2348123456781"],
    ["zero-width space inside", "+234\u200b8123456781"],
    ["zero-width joiner at the end", "+2348123456781\u200d"],
    ["byte-order mark in front", "\ufeff+2348123456781"],
    ["direction mark", "\u202a+2348123456781\u202c"],
    ["soft hyphen", "+234\u00ad8123456781"],
    ["no-break space", "+234\u00a08123456781"],
    ["en dash", "+234–8123456781"],
    ["NUL", "+2348123456781\u0000"],
    ["line feed at the end", "+2348123456781\n"],
    ["tab", "+234\t8123456781"],
    ["space in front", " +2348123456781"],
    ["space at the end", "+2348123456781 "],
    ["two spaces", "+234  8123456781"],
    ["space after the plus", "+ 2348123456781"],
    ["dash at the end", "+2348123456781-"],
    ["two plus signs", "++2348123456781"],
    ["two numbers", "+2348123456781,+2348123456782"],
    ["country code nobody has", "+9991234567890"],
    ["country code beginning with zero", "+0348123456781"],
    ["too short", "+234812345"],
    ["more than 15 digits", "+2348123456781234"],
    ["very long", `+${"2".repeat(60_000)}`],
  ];
  test.each(malformed)("refuses %s", (_what, text) => {
    expect(() => parsePhone(text)).toThrow(expect.objectContaining({ code: "phone.malformed" }));
  });

  test.each([[2348123456781], [null], [undefined], [{}], [["+2348123456781"]]])(
    "refuses %s, which is no text",
    (value) => {
      expect(() => parsePhone(value as string)).toThrow(expect.objectContaining({ code: "phone.malformed" }));
    },
  );

  test("keeps the zero that belongs to the number in countries that have it", () => {
    expect(parsePhone("+39 06 1234 5678")).toBe("+390612345678");
    expect(parsePhone("+225 01 02 03 04 05")).toBe("+2250102030405");
  });

  test("whatever is accepted is ASCII, and is its own spelling", () => {
    const nearMiss = fc.string({ unit: fc.constantFrom(..."0123456789+ .-()x\u200b٢"), maxLength: 20 });
    fc.assert(
      fc.property(nearMiss, (text) => {
        try {
          const phone = parsePhone(`+234${text}`);
          expect(phone).toMatch(/^\+[1-9][0-9]{6,14}$/);
          expect(parsePhone(phone)).toBe(phone);
          expect(parsePhone(formatPhone(phone))).toBe(phone);
        } catch (error) {
          expect(error).toMatchObject({ code: "phone.malformed" });
        }
      }),
    );
  });
});

test.each([
  ["+2348123456781", "+234 812 345 6781", "+234 ••• ••• 6781"],
  ["+12133734253", "+1 213 373 4253", "+1 ••• ••• 4253"],
  ["+447911123456", "+44 7911 123456", "+44 •••• ••3456"],
  ["+6834002", "+683 4002", "+683 ••02"],
] as [E164, string, string][])("%s is shown as %s, and masked as %s", (phone, grouped, masked) => {
  expect(formatPhone(phone)).toBe(grouped);
  expect(maskPhone(phone)).toBe(masked);
});
