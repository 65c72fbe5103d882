import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** One file that breaks each rule: rule name, the file, what it imports. */
const PLANTED: [rule: string, file: string, source: string][] = [
  ["kernel-is-pure", "lib/kernel/impure.ts", 'import "node:crypto";'],
  ["config-points-down", "lib/config/upwards.ts", 'import "@/db/client";'],
  ["db-points-down", "db/upwards.ts", 'import "@/lib/runtime/run";'],
  ["runtime-points-down", "lib/runtime/upwards.ts", 'import "@/lib/wallets";'],
  ["contexts-point-down", "lib/audit/upwards.ts", 'import type { Registry } from "@/lib/operations/registry";'],
  ["operations-point-down", "lib/operations/upwards.ts", 'import "@/lib/http/action";'],
  ["doors-point-down", "lib/http/upwards.ts", 'import "@/lib/server/main";'],
  ["server-and-app-are-neighbours", "app/sideways.ts", 'import "@/lib/server/main";'],
  ["server-does-not-import-app", "lib/server/sideways.ts", 'import "@/app/page";'],
  ["contexts-have-one-door", "lib/operations/deep.ts", 'import "@/lib/wallets/inner";'],
  ["neighbours-have-one-door", "lib/limits/deep.ts", 'import "@/lib/wallets/inner";'],
  ["no-tables-in-doors", "lib/api/tables.ts", 'import { eq } from "drizzle-orm";'],
  ["ledger-tables-belong-to-ledger", "lib/wallets/tables.ts", 'import "@/db/schema/ledger";'],
  ["components-are-browser-safe", "components/data.ts", 'import "@/lib/wallets";'],
  [
    "components-have-no-node",
    "components/node.tsx",
    'import "node:fs"; export const Part = () => <p>{"it\'s"} & more</p>;',
  ],
  ["schemas-are-browser-safe", "lib/wallets/schemas.ts", 'import "./inner";'],
  ["start-up-needs-no-installation", "lib/server/early.mjs", 'import "drizzle-orm";'],
  ["tests-are-not-imported", "lib/wallets/testing.ts", 'import "@/db/test/database";'],
  ["trial-data-is-seeded-by-the-server", "lib/wallets/trial.ts", 'import "@/db/seed/trial";'],
  ["trial-page-reads-the-trial", "app/peeping.ts", 'import "@/lib/trial/read";'],
  ["every-folder-has-a-layer", "lib/misc/homeless.ts", 'import "node:fs";'],
  ["folders-say-what-they-hold", "lib/wallets/utils.ts", 'import "node:fs";'],
  ["no-circles", "lib/webhooks/first.ts", 'import "./second";'],
  ["imports-resolve", "lib/wallets/lost.ts", 'import "./nowhere";'],
];

/** What the planted files import, and what is allowed and must not be reported. */
const SURROUNDINGS: Record<string, string> = {
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  "node_modules/drizzle-orm/package.json": '{ "name": "drizzle-orm", "version": "1.0.0", "main": "index.js" }',
  "node_modules/drizzle-orm/index.js": "export const eq = 1;",
  "package.json": '{ "dependencies": { "drizzle-orm": "1.0.0" } }',
  "app/page.ts": 'import "@/lib/wallets"; import "@/components/button";',
  "components/button.ts": 'import "@/lib/kernel/money";',
  "db/client.ts": 'import "drizzle-orm";',
  "db/schema/ledger.ts": 'import "drizzle-orm";',
  "db/test/database.ts": 'import "@/lib/server/main";',
  "db/seed/trial.ts": 'import "@/lib/operations/registry";',
  "lib/kernel/money.ts": "export const money = 1;",
  "lib/runtime/run.ts": 'import "@/db/client";',
  "lib/ledger/post.ts": 'import "@/db/schema/ledger";',
  "lib/wallets/index.ts": 'import "./inner"; import "@/lib/kernel/money";',
  "lib/wallets/inner.ts": 'import "@/lib/runtime/run";',
  "lib/wallets/inner.test.ts": 'import "@/db/test/database";',
  "lib/webhooks/second.ts": 'import "./first";',
  "lib/operations/registry.ts": 'import "@/lib/wallets";',
  "lib/http/action.ts": 'import "@/lib/operations/registry";',
  "lib/trial/read.ts": 'import "@/lib/wallets";',
  "app/trial/page.ts": 'import "@/lib/trial/read";',
  "lib/server/main.ts": 'import "@/lib/http/action"; import "@/db/seed/trial";',
  "lib/server/start.mjs": 'import "./postgres.mjs"; await import("drizzle-orm");',
  "lib/server/postgres.mjs": 'import "node:fs";',
};

/** Cruises like the command line does: from inside the tree, since paths and aliases are resolved against it. */
async function check(tree: string, folders: string[]): Promise<ICruiseResult> {
  const { default: config } = await import(path.join(root, ".dependency-cruiser.mjs"));
  process.chdir(tree);
  try {
    const { output } = await cruise(
      folders,
      { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
      { tsConfig: path.join(tree, "tsconfig.json") } as never,
    );
    return output as ICruiseResult;
  } finally {
    process.chdir(root);
  }
}

describe("the arrows of the design", () => {
  let planted: string;
  let found: Set<string>;

  beforeAll(async () => {
    planted = mkdtempSync(path.join(tmpdir(), "arrows-"));
    const files = { ...SURROUNDINGS, ...Object.fromEntries(PLANTED.map(([, file, source]) => [file, source])) };
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(planted, file)), { recursive: true });
      writeFileSync(path.join(planted, file), `${source}\n${file.endsWith(".json") ? "" : "export {};\n"}`);
    }
    const result = await check(planted, ["app", "components", "db", "lib"]);
    found = new Set(result.summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`));
  });
  afterAll(() => rmSync(planted, { recursive: true, force: true }));

  it.each(PLANTED)("%s refuses %s", (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  it("have a planted violation each, and a comment that says what to do instead", async () => {
    const { default: config } = await import(path.join(root, ".dependency-cruiser.mjs"));
    const rules: { name: string; comment: string }[] = config.forbidden;
    expect(rules.map((rule) => rule.name).sort()).toEqual(PLANTED.map(([rule]) => rule).sort());
    expect(rules.filter((rule) => rule.comment.length < 60)).toEqual([]);
  });

  it("report nothing that the design allows", () => {
    const files = new Set(PLANTED.map(([, file]) => file));
    const wrongly = [...found].filter((entry) => !files.has(entry.split(" ")[1] ?? ""));
    expect(wrongly.filter((entry) => entry !== "no-circles lib/webhooks/second.ts")).toEqual([]);
  });

  it("are checked over every source file: a parser that sees no modules does not pass", async () => {
    const folders = ["app", "components", "db", "lib"].filter((folder) => existsSync(path.join(root, folder)));
    const sources = folders.flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    const seen = new Set((await check(root, folders)).modules.map((module) => module.source));
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((file) => !seen.has(file))).toEqual([]);
    // It reads every file there is, on a machine that may do much else.
  }, 30_000);
});
