import { describe, expect, it } from "vitest";
import { drive } from "./drive";

const load = { callers: 4, seconds: 30, warmUp: 0 };

describe("driving callers", () => {
  it("has as many at work as there are callers, each with one act at a time, until nothing is left", async () => {
    let left = 100;
    let working = 0;
    let most = 0;
    const measured = await drive(load, async () => {
      if (left === 0) return false;
      left -= 1;
      most = Math.max(most, ++working);
      await new Promise((resolve) => setImmediate(resolve));
      working -= 1;
      return true;
    });
    expect([left, most]).toEqual([0, 4]);
    expect(measured.value).toBeGreaterThan(0);
    expect(measured.p99).toBeGreaterThanOrEqual(measured.p50 ?? Number.NaN);
  });

  it("ends with the first act that fails, as that failure: work that was not done is no throughput", async () => {
    let acts = 0;
    const failing = drive(load, async () => {
      if (++acts === 10) throw new Error("refused");
      await new Promise((resolve) => setImmediate(resolve));
    });
    await expect(failing).rejects.toThrow("refused");
    expect(acts).toBeLessThan(20);
  });

  it("counts an act that outlasts the time when there is no other", async () => {
    const short = { callers: 1, seconds: 0.01, warmUp: 0 };
    const started = performance.now();
    const measured = await drive(short, async () => {
      while (performance.now() < started + 30) await new Promise((resolve) => setImmediate(resolve));
    });
    expect(measured.p50).toBeGreaterThanOrEqual(29);
    expect(measured.value).toBeLessThan(1000 / 29);
  });

  it("leaves out what ends while it warms up", async () => {
    let acts = 0;
    const seconds = 0.05;
    const measured = await drive({ callers: 1, seconds, warmUp: 0.05 }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      acts += 1;
    });
    expect(measured.value).toBeGreaterThan(0);
    expect(Math.round(measured.value * seconds)).toBeLessThan(acts);
  });
});
