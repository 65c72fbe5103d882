import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "./parse-input";

const schema = z.strictObject({ name: z.string().min(1), tags: z.array(z.string()).optional() });

function form(...entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("a form and an object are read alike; repeated names are a list", () => {
  expect(parseInput(schema, { name: "x" })).toEqual({ name: "x" });
  expect(parseInput(schema, form(["name", "x"], ["tags", "a"], ["tags", "b"]))).toEqual({
    name: "x",
    tags: ["a", "b"],
  });
});

test("what React adds to a form for itself is not input", () => {
  expect(parseInput(schema, form(["$ACTION_REF_1", ""], ["name", "x"]))).toEqual({ name: "x" });
});

test.each([undefined, null, 1, "text", [], { name: "" }, { name: 1 }, { name: "x", more: 1 }])(
  "%j is refused with the fields that are wrong",
  (input) => {
    expect(() => parseInput(schema, input)).toThrow(expect.objectContaining({ code: "request.invalid" }));
  },
);

test("the path of a wrong member is named", () => {
  try {
    parseInput(schema, { name: "x", tags: ["a", 1] });
  } catch (error) {
    expect(error).toMatchObject({ fields: [{ path: "tags.1", message: expect.any(String) }] });
  }
  expect.assertions(1);
});
