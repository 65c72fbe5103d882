import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCursor, showCursor } from "./cursors";

const id = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a cursor", () => {
  it("is the base64 of <createdAt>|<operationID>", () => {
    const text = showCursor({ createdAt: "2026-11-20T20:10:00.123456Z", id });
    expect(Buffer.from(text, "base64").toString()).toBe(`2026-11-20T20:10:00.123456Z|op_${id}`);
  });

  it("is read back as it was written", () => {
    const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 999 }), (at, micros) => {
        const position = { createdAt: `${at.toISOString().slice(0, 23)}${String(micros).padStart(3, "0")}Z`, id };
        expect(readCursor(showCursor(position))).toEqual(position);
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["no base64", "%%%"],
    ["base64 of nothing of ours", base64("hello")],
    ["only an instant", base64("2026-11-20T20:10:00.123456Z")],
    ["a third part", base64(`2026-11-20T20:10:00.123456Z|op_${id}|x`)],
    ["no padding", base64(`2026-11-20T20:10:00.123456Z|op_${id}`).replace(/=+$/, "").slice(0, -1)],
    ["white space around it", ` ${base64(`2026-11-20T20:10:00.123456Z|op_${id}`)}`],
    ["milliseconds", base64(`2026-11-20T20:10:00.123Z|op_${id}`)],
    ["an offset", base64(`2026-11-20T20:10:00.123456+01:00|op_${id}`)],
    ["31 June", base64(`2026-06-31T20:10:00.123456Z|op_${id}`)],
    ["29 February of no leap year", base64(`2026-02-29T20:10:00.123456Z|op_${id}`)],
    ["the year 0", base64(`0000-01-01T00:00:00.000000Z|op_${id}`)],
    ["another kind of id", base64(`2026-11-20T20:10:00.123456Z|wo_${id}`)],
    ["an upper-case id", base64(`2026-11-20T20:10:00.123456Z|op_${id.toUpperCase()}`)],
    ["an id that is no UUIDv7", base64("2026-11-20T20:10:00.123456Z|op_0190a6f0-3c5e-4b31-9c9d-8a1de0c4b2aa")],
    ["SQL", base64(`2026-11-20T20:10:00.123456Z' or 1=1|op_${id}`)],
    ["600 characters", "A".repeat(600)],
  ])("that we could not have issued is refused: %s", (_, text) => {
    expect(() => readCursor(text)).toThrow(expect.objectContaining({ code: "pagination.bad-cursor" }));
  });
});
