import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKey, isKey, makeKey } from "./key-format";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const key = fc.constant(null).map(() => makeKey());
const position = fc.integer({ min: 4, max: 51 });

describe("a new key", () => {
  test("has the form of the contract: uwk_ and 48 letters and digits", () => {
    for (let n = 0; n < 200; n++) {
      const made = makeKey();
      expect(made).toMatch(/^uwk_[0-9A-Za-z]{48}$/);
      expect(isKey(made)).toBe(true);
    }
  });

  test("is never made twice", () => {
    expect(new Set(Array.from({ length: 2000 }, makeKey)).size).toBe(2000);
  });

  test("uses every letter and digit in every place of its random part", () => {
    const places = Array.from({ length: 42 }, () => new Set<string>());
    for (let n = 0; n < 2000; n++) {
      const made = makeKey();
      places.forEach((seen, place) => void seen.add(made.charAt(4 + place)));
    }
    for (const seen of places) expect(seen.size).toBe(ALPHABET.length);
  });
});

describe("the checksum", () => {
  test("refuses a key in which any one character is another one", () => {
    const made = makeKey();
    for (let place = 0; place < made.length; place++) {
      for (const other of ALPHABET) {
        if (other === made.charAt(place)) continue;
        expect(isKey(made.slice(0, place) + other + made.slice(place + 1))).toBe(false);
      }
    }
    fc.assert(
      fc.property(key, position, fc.constantFrom(...ALPHABET), (text, place, other) => {
        fc.pre(other !== text.charAt(place));
        expect(isKey(text.slice(0, place) + other + text.slice(place + 1))).toBe(false);
      }),
    );
  });

  test("refuses two characters that have changed places", () => {
    fc.assert(
      fc.property(key, position, position, (text, one, other) => {
        fc.pre(text.charAt(one) !== text.charAt(other));
        const characters = [...text];
        [characters[one], characters[other]] = [text.charAt(other), text.charAt(one)];
        expect(isKey(characters.join(""))).toBe(false);
      }),
    );
  });

  test("refuses random texts of the right form", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ALPHABET), { minLength: 48, maxLength: 48 }), (characters) => {
        expect(isKey(`uwk_${characters.join("")}`)).toBe(false);
      }),
    );
  });
});

describe("what is no key", () => {
  test("is refused for its form", () => {
    const made = makeKey();
    const texts = ["", "uwk_", made.slice(1), made.slice(0, -1), `${made}0`, ` ${made}`, `${made} `, `${made}\n`];
    for (const text of [...texts, made.toLowerCase(), made.replace("uwk_", "uwk-"), `${made}${made}`]) {
      expect(isKey(text)).toBe(false);
    }
  });

  test("is never an error", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !isKey(text)));
  });
});

test("what is stored of a key is its SHA-256", () => {
  expect(hashKey("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
