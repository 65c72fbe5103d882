import { existsSync, readFileSync } from "node:fs";

/**
 * Counts what passed and what failed over all stages. What could not run counts as failed: a test that is skipped, a
 * file that does not load, a stage that ends badly without saying why.
 */
export class Tally {
  passed = 0;
  failed = 0;
  /** @type {string[]} */
  problems = [];

  /** One thing that either holds or not. @param {string} name @param {boolean} held */
  single(name, held) {
    if (held) this.passed += 1;
    else this.#fail(name, 1);
  }

  /**
   * The JSON report of a Vitest run.
   *
   * @param {string} name @param {string} file @param {number} code the run's exit code
   */
  vitest(name, file, code) {
    /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] } | null} */
    const report = readReport(file);
    let failed = 0;
    for (const { name: path, status, assertionResults } of report?.testResults ?? []) {
      const bad = assertionResults.filter((result) => result.status !== "passed");
      for (const { fullName, status: outcome } of bad) this.problems.push(`${name}: ${fullName} (${outcome})`);
      const loaded = status === "passed" || assertionResults.length > 0;
      if (!loaded) this.problems.push(`${name}: ${path} did not load`);
      this.passed += assertionResults.length - bad.length;
      failed += bad.length + (loaded ? 0 : 1);
    }
    this.failed += failed;
    this.#unexplained(name, code, failed, report !== null && report.testResults.length > 0);
  }

  /**
   * The JSON report of a Playwright run.
   *
   * @param {string} name @param {string} file @param {number} code the run's exit code
   */
  playwright(name, file, code) {
    /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: { message?: string }[] } | null} */
    const report = readReport(file);
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
    this.passed += expected;
    const failed = unexpected + flaky + skipped;
    if (failed > 0)
      this.#fail(`${name}: ${unexpected} failed, ${flaky} only at a second try, ${skipped} skipped`, failed);
    this.#unexplained(name, code, failed, expected > 0);
  }

  /** @param {string} name @param {number} code @param {number} failed @param {boolean} ran */
  #unexplained(name, code, failed, ran) {
    if (!ran) this.#fail(`${name}: no test ran`, 1);
    else if (code !== 0 && failed === 0) this.#fail(`${name}: ended with ${code}`, 1);
  }

  /** @param {string} problem @param {number} count */
  #fail(problem, count) {
    this.failed += count;
    this.problems.push(problem);
  }
}

/** @param {string} file */
function readReport(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  } catch {
    return null;
  }
}
