import { afterEach, describe, expect, it, vi } from "vitest";
import { pickBrowser } from "./pick-browser.mjs";

describe("the browser of the journeys", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is the one that BROWSER_PATH names, when that runs", async () => {
    vi.stubEnv("BROWSER_PATH", process.execPath);
    expect(await pickBrowser()).toBe(process.execPath);
  });

  it("is none when BROWSER_PATH names something that does not run: no other one is taken in its stead", async () => {
    vi.stubEnv("BROWSER_PATH", "/nowhere/chrome");
    expect(await pickBrowser()).toBeNull();
  });
});
