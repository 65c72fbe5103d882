import { expect, it } from "vitest";
import { typesOf } from "./types-of";

const document = (schema: object) => ({ paths: {}, components: { schemas: { Thing: schema } } });
const written = (schema: object) => /export type Thing = (.+);\n/.exec(typesOf(document(schema), "x"))?.[1];

it.each([
  [{ type: "string" }, "string"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ const: "a" }, '"a"'],
  [{ type: "integer" }, "number"],
  [{ type: "array", items: { enum: ["a", "b"] } }, 'readonly ("a" | "b")[]'],
  [{ oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }] }, "A | B"],
  [{ allOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }, "A & null"],
])("%j is a type", (schema, type) => {
  expect(written(schema)).toBe(type);
});

it.each([{}, { not: { type: "string" } }, { type: "string[]" }, { if: {}, else: {} }])(
  "%j, which no endpoint of ours has, is an error and never an any",
  (schema) => {
    expect(() => typesOf(document(schema), "x")).toThrow("nobody has taught");
  },
);
