import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("a cell that a spreadsheet would execute becomes text", () => {
  for (const cell of ["=1+1", "+234 812 345 6781", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"])
    expect(csvLine([cell])).toMatch(/^"?'/);
  expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe('"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});

test("nor does it where a spreadsheet takes semicolons for separators", () => {
  expect(csvLine(["rent;=1+1", "a; @SUM(A1);b;c"])).toBe("rent;'=1+1,a;' @SUM(A1);b;c\r\n");
});

test("nor does it behind a line break, where a reader of semicolons begins a line in the middle of a quoted cell", () => {
  expect(csvLine(["rent\n=1+1", "\n=1"])).toBe('"rent\n\'=1+1","\n\'=1"\r\n');
});

test("separators, quotes and line breaks stay inside their cell", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", " space ", null, "250000.00"])).toBe(
    '"a,b","say ""hi""","two\nlines"," space ",,250000.00\r\n',
  );
});
