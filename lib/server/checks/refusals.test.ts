import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ERRORS, type ErrorCode, isErrorCode } from "@/lib/kernel/errors";

const CODES = Object.keys(ERRORS) as ErrorCode[];
/** Of whom or what a code speaks: "people", "operations". */
const SUBJECTS = [...new Set(CODES.map((code) => code.split(".")[0]))].join("|");

/** The files of a folder with this ending, tests left out. */
function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));
}

/** What stands between quotes and looks like a code, with the file that has it. */
function quoted(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(pattern)].map(([, code]) => `${code} in ${file}`),
  );
}

const unknown = (found: readonly string[]) => found.filter((one) => !isErrorCode(one.split(" ")[0] ?? ""));

it("every refusal that a function of the database answers has an English text", () => {
  const answered = quoted(filesOf("db/functions", ".sql"), new RegExp(`'((?:${SUBJECTS})\\.[a-z-]+)'`, "g"));
  expect(answered.length).toBeGreaterThan(10);
  expect(unknown(answered)).toEqual([]);
});

it("every refusal that is thrown has an English text", () => {
  const files = ["lib", "app"].flatMap((folder) => [...filesOf(folder, ".ts"), ...filesOf(folder, ".tsx")]);
  const thrown = quoted(files, /DomainError\(\s*"([^"]+)"/g);
  expect(thrown.length).toBeGreaterThan(50);
  expect(unknown(thrown)).toEqual([]);
});

it.each(CODES.filter((code) => code.startsWith("people.")))(
  "%s says what was not done, and what to do or where to look",
  (code) => {
    expect(ERRORS[code].message).toMatch(/\. Nothing was (changed|asked for); \S.{15,}\.$/);
  },
);
