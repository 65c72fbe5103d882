import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Id, type IdKind, newId, readId, showId } from "./ids";

const KINDS: [IdKind, string][] = [
  ["issuer", "iss"],
  ["distributor", "dst"],
  ["merchant", "mer"],
  ["customer", "cus"],
  ["person", "per"],
  ["operation", "op"],
  ["withdrawal", "op"],
  ["walletOperation", "wo"],
  ["apiKey", "key"],
  ["session", "ses"],
  ["account", "acc"],
];
const UUID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

test.each(KINDS)("a %s shows as %s_ and reads back as itself", (kind, prefix) => {
  const id = newId(kind);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(showId(kind, id)).toBe(`${prefix}_${id}`);
  expect(readId(kind, showId(kind, id))).toBe(id);
});

test("ids sort in the order they were made, inside one millisecond too", () => {
  const ids = Array.from({ length: 10_000 }, () => newId("operation"));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("readId accepts one spelling only", () => {
  const others = [
    UUID,
    `OP_${UUID}`,
    `op_${UUID.toUpperCase()}`,
    `op${UUID}`,
    `op__${UUID}`,
    `op_${UUID} `,
    ` op_${UUID}`,
    `op_${UUID}\n`,
    `op_{${UUID}}`,
    `op_${UUID.replaceAll("-", "")}`,
    `dst_${UUID}`,
    `wo_${UUID}`,
    "op_",
    "",
    "op_1",
    `op_${UUID}0`,
  ];
  test.each(others)("%j is no operation", (text) => {
    expect(readId("operation", text)).toBeNull();
  });

  test("what it accepts, it shows again unchanged", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), fc.string()), (text) => {
        const id = readId("distributor", `dst_${text}`);
        if (id !== null) expect(showId("distributor", id)).toBe(`dst_${text}`);
      }),
    );
  });
});

test("an id that already wears its prefix is not shown with a second one", () => {
  expect(() => showId("operation", `op_${UUID}` as Id<"operation">)).toThrow(TypeError);
});
