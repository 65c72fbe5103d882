import { describe, expect, it } from "vitest";
import { StartupError } from "@/lib/server/startup-error.mjs";
import { readOptions } from "./options.mjs";

describe("the command line of the bench", () => {
  it("asks for three runs of five seconds of every row, without the history, when it says nothing", () => {
    const { seed, ...options } = readOptions([]);
    expect(options).toEqual({ only: null, seconds: 5, runs: 3, history: null, json: "bench.json" });
    expect(seed).toBeGreaterThan(0);
  });

  it("takes all that can be chosen; a history that says no number has ten million operations", () => {
    const given = ["--only", "a, b", "--seconds=2", "--runs", "1", "--seed", "7", "--history", "--json", "x.json"];
    const chosen = { only: ["a", "b"], seconds: 2, runs: 1, seed: 7, history: 10_000_000, json: "x.json" };
    expect(readOptions(given)).toEqual(chosen);
    expect(readOptions(["--history=200000"]).history).toBe(200_000);
  });

  it.each([["--seconds=0"], ["--runs=x"], ["--history=1.5"], ["--fast"], ["transfers"]])(
    "refuses %s in one line",
    (text) => {
      expect(() => readOptions([text])).toThrow(StartupError);
    },
  );
});
