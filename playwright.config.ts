import { defineConfig } from "@playwright/test";

/**
 * The journeys run against a server that is already up: `npm test` starts the built application on a free port with
 * fresh trial data and sets these variables. By hand: `npm start` in one terminal, `npm run test:e2e` in another.
 *
 * E2E_BASE_URL   where the server answers (default: where `npm start` serves)
 * BROWSER_PATH   the browser to drive (default: Playwright's own)
 */
const browserPath = process.env.BROWSER_PATH;
const asRoot = process.getuid?.() === 0;
const quiet = [
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000",
    // Recording one takes a third of a journey's time: `--trace retain-on-failure` where one is wanted.
    trace: "off",
    launchOptions: {
      args: asRoot ? ["--no-sandbox", ...quiet] : quiet,
      ...(browserPath ? { executablePath: browserPath } : {}),
    },
  },
  projects: [
    { name: "api", testDir: "e2e/api" },
    { name: "conformance", testDir: "e2e/conformance", testMatch: "*.spec.ts" },
    { name: "isolation", testDir: "e2e/isolation" },
    { name: "browser", testMatch: "{portal,issuer,wallet}/**/*.spec.ts" },
  ],
});
