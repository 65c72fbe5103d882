import { expect, it } from "vitest";
import { inked } from "./inked";

it("pieces of code are the code, whatever it is", () => {
  const codes = ['{"a":"b\\"c","n":1}', 'curl -sS "$PORTAL/x" \\\n  -d \'{"a":1}\' # note', "", "plain\ntext"];
  for (const language of ["json", "sh", "http", "none"]) {
    for (const code of codes)
      expect(
        inked(code, language)
          .map(({ text }) => text)
          .join(""),
      ).toBe(code);
  }
});

it("in JSON names and strings differ, in a shell variables stand out", () => {
  expect(inked('{"a":"b"}', "json").filter(({ ink }) => ink !== "plain")).toEqual([
    { text: '"a"', ink: "name" },
    { text: '"b"', ink: "text" },
  ]);
  expect(inked('curl "$PORTAL/x"', "sh")[1]).toEqual({ text: "$PORTAL", ink: "variable" });
});
