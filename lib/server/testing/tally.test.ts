import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Tally } from "./tally.mjs";

describe("the tally of a test run", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tally-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function report(content: unknown): string {
    const file = path.join(folder, "report.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  const test = (status: string) => ({ status, fullName: `a test that ${status}` });

  it("counts a skipped test and a file that does not load as failed", () => {
    const tally = new Tally();
    const file = report({
      testResults: [
        { name: "a.test.ts", status: "failed", assertionResults: [test("passed"), test("passed"), test("pending")] },
        { name: "b.test.ts", status: "failed", assertionResults: [] },
      ],
    });
    tally.vitest("unit", file, 1);
    expect(tally).toMatchObject({ passed: 2, failed: 2 });
    expect(tally.problems).toEqual(["unit: a test that pending (pending)", "unit: b.test.ts did not load"]);
  });

  it.each([
    ["no report", path.join("nowhere", "report.json"), 0],
    ["half a report", () => report("{"), 0],
    ["no tests", () => report({ testResults: [] }), 0],
  ])("%s is a failure, whatever the exit code", (_, file, code) => {
    const tally = new Tally();
    tally.vitest("unit", typeof file === "string" ? file : file(), code);
    expect(tally).toMatchObject({ passed: 0, failed: 1 });
  });

  it("a bad exit code without a failed test is a failure", () => {
    const tally = new Tally();
    const file = report({ testResults: [{ name: "a.test.ts", status: "passed", assertionResults: [test("passed")] }] });
    tally.vitest("db", file, 1);
    expect(tally).toMatchObject({ passed: 1, failed: 1, problems: ["db: ended with 1"] });
  });

  it("counts journeys that passed only at a second try, or were skipped, as failed", () => {
    const tally = new Tally();
    tally.playwright(
      "journeys",
      report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }),
      1,
    );
    expect(tally).toMatchObject({ passed: 5, failed: 4 });
  });

  it("counts a single thing once", () => {
    const tally = new Tally();
    tally.single("style", true);
    tally.single("types", false);
    expect(tally).toMatchObject({ passed: 1, failed: 1, problems: ["types"] });
  });
});
