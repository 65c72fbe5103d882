import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { settings } from "./env";
import { settingsTable, withSettingsTable } from "./settings-table";

const readme = fileURLToPath(new URL("../../README.md", import.meta.url));

describe("the table of settings", () => {
  it("in the README says what the schema says (else: npm run docs:settings)", () => {
    const text = readFileSync(readme, "utf8");
    expect(withSettingsTable(text)).toBe(text);
  });

  it("has a row with a meaning for each setting that a person may set", () => {
    const rows = settingsTable().split("\n").slice(2);
    expect(rows.length).toBe(Object.keys(settings.shape).length - 1);
    expect(rows.filter((row) => !/^\| `[A-Z_]+` \| .* \| .{10,} \|$/.test(row))).toEqual([]);
    expect(rows[0]).toBe("| `PORT` | `3000` | Port to serve on. |");
  });

  it("replaces what stands between the markers and nothing else", () => {
    const text = "before\n<!-- settings:start -->\nold\n<!-- settings:end -->\nafter\n";
    const renewed = withSettingsTable(text);
    expect(renewed.startsWith("before\n<!-- settings:start -->\n| Setting")).toBe(true);
    expect(renewed.endsWith("|\n<!-- settings:end -->\nafter\n")).toBe(true);
    expect(withSettingsTable(renewed)).toBe(renewed);
  });
});
