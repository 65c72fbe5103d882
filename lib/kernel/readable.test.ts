import { expect, test } from "vitest";
import { isReadable } from "./readable";

test.each(["", "Till 4", "Café Ọlá", "Rent ❤️", "谢谢", "naïve\u0301"])("%j can be read", (text) => {
  expect(isReadable(text)).toBe(true);
});

test.each([
  ["a control", "a\u0007"],
  ["a line's end", "a\nb"],
  ["a direction that turns what follows", "a\u202Eb"],
  ["a joiner of no width", "a\u200Db"],
  ["a filler that looks like a blank", "\u3164"],
  ["a joiner of graphemes", "a\u034Fb"],
  ["the empty braille pattern", "\u2800"],
  ["half a pair", "\uD83D"],
  ["what only says how to show something", "\uFE0F"],
])("%s cannot be read", (_, text) => {
  expect(isReadable(text)).toBe(false);
});
