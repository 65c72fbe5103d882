import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const sources = "{app,components,db,e2e,lib}/**";

/**
 * Two projects. `unit` is pure and takes seconds; `db` starts (or re-uses) a real Postgres and gives each file a
 * database of its own, cloned from a migrated template. Browser journeys and HTTP tests run under Playwright.
 */
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${sources}/*.test.{ts,tsx}`],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Ends what hangs; how fast something is no test judges, and properties over many texts take seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [`${sources}/*.db.test.ts`],
          exclude: ["**/node_modules/**"],
          globalSetup: ["./db/test/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});
