import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

test.each<[unknown, string]>([
  [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
  [{ amount: 500000n, minus: -1n }, '{"amount":"500000","minus":"-1"}'],
  [{ at: new Date("2026-11-20T20:10:00Z") }, '{"at":"2026-11-20T20:10:00.000Z"}'],
  [{ left: undefined, kept: null }, '{"kept":null}'],
  [
    { "\u20ac": 1, "\r": 2, "1": 3, "\ud83d\ude00": 4, "\ufb33": 5 },
    '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
  ],
  [[1e30, 0.000001, -0, 4.5], "[1e+30,0.000001,0,4.5]"],
  [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
  [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
  ['\u2028"\\\u0007', '"\u2028\\"\\\\\\u0007"'],
])("%o is written as %s", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test("says the same as JSON, and the order of members and white space never matter", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(JSON.parse(JSON.stringify(value, null, 2))))).toBe(text);
    }),
  );
});

test("different values never share a text", () => {
  const texts = [{}, [], "", null, [null], [[]], { a: null }, { a: {} }, "null", ["a", "b"], ["a,b"], [["a"], "b"]].map(
    canonicalJson,
  );
  expect(new Set(texts).size).toBe(texts.length);
});

test.each([
  [undefined],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [() => 1],
  [Symbol("s")],
  [new Map()],
  [[undefined]],
  [{ a: /x/ }],
])("refuses %o, which JSON cannot say", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test("hostile nesting is a refusal, not an exhausted stack", () => {
  const nested = JSON.parse("[".repeat(30_000) + "]".repeat(30_000));
  expect(() => canonicalJson(nested)).toThrow(expect.objectContaining({ code: "request.invalid" }));
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
