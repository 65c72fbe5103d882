import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStrictJson } from "./strict-json";

const read = (text: string) => readStrictJson(new TextEncoder().encode(text));
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe("a strict JSON body", () => {
  it("is read as JSON.parse reads it, whatever the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["two members of one name", '{"amount":"1.00","amount":"9.00"}'],
    ["the same name, once escaped", '{"amount":"1.00","\\u0061mount":"9.00"}'],
    ["deep inside", '{"a":[{"b":{"c":1,"d":{},"c":2}}]}'],
    ["after a nested object of the same name", '{"a":{"a":1},"a":2}'],
    ["with an empty name", '{"":1,"":2}'],
  ])("refuses duplicates: %s", (_, text) => {
    expect(codeOf(() => read(text))).toBe("request.duplicate-field");
  });

  it.each([
    '{"a":"a","b":"a"}',
    '[{"a":1},{"a":2}]',
    '{"a":{"b":1},"c":{"b":1}}',
    '{"a":"\\"a\\":1,","b":["a","a"]}',
    '{"a":["b",{"c":1}],"b":1,"c":2}',
  ])("accepts equal names and values where they are not duplicates: %s", (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ["empty", ""],
    ["white space", "  \n"],
    ["half an object", '{"a":'],
    ["a trailing comma", '{"a":1,}'],
    ["single quotes", "{'a':1}"],
    ["a comment", '{"a":1/**/}'],
    ["two values", "{}{}"],
    ["NaN", '{"a":NaN}'],
    ["a leading byte-order mark", "\uFEFF{}"],
    ["an escaped half of a surrogate pair", '{"memo":"\\ud800"}'],
    ["17 levels", "[".repeat(17) + "]".repeat(17)],
    ["thousands of levels", "[".repeat(30_000) + "]".repeat(30_000)],
    ["thousands of open levels", '{"a":'.repeat(10_000)],
  ])("refuses %s", (_, text) => {
    expect(codeOf(() => read(text))).toBe("request.malformed-json");
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(codeOf(() => readStrictJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe("request.malformed-json");
    expect(codeOf(() => readStrictJson(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)))).toBe("request.malformed-json");
    expect(codeOf(() => readStrictJson(new Uint8Array(Buffer.from('{"a":1}', "utf16le"))))).toBe(
      "request.malformed-json",
    );
  });
});
