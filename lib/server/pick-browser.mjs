import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { say } from "./report.mjs";

const INSTALLED = {
  linux: [
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env["PROGRAMFILES(X86)"]}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
};
const MINUTE = 60_000;

/**
 * Finds a browser for the journeys: the one BROWSER_PATH names, Playwright's own, one of the system, and when there
 * is none it gets one, from Playwright or, as root on Debian and its like, from the system's packages.
 *
 * @returns {Promise<string | null>} its program; null when there is none to be had
 */
export async function pickBrowser() {
  const named = process.env.BROWSER_PATH;
  if (named) return runs(named) ? named : null;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  const present = [own, ...systemBrowsers()].find(runs);
  if (present) return present;
  say("  No browser found: asking Playwright for one");
  if (fromPlaywright() && runs(own)) return own;
  if (process.platform === "linux" && process.getuid?.() === 0) {
    say("  Playwright's download does not answer: installing Chromium from the system's packages");
    fromPackages();
  }
  return systemBrowsers().find(runs) ?? null;
}

function systemBrowsers() {
  return process.platform in INSTALLED ? INSTALLED[/** @type {keyof typeof INSTALLED} */ (process.platform)] : [];
}

/** A browser that is there but lacks a library does not count. @param {string} program */
function runs(program) {
  return spawnSync(program, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}

function fromPlaywright() {
  const cli = fileURLToPath(new URL("../../node_modules/@playwright/test/cli.js", import.meta.url));
  const libraries = process.getuid?.() === 0 ? ["--with-deps"] : [];
  const args = [cli, "install", ...libraries, "chromium"];
  return spawnSync(process.execPath, args, { timeout: 5 * MINUTE, stdio: "ignore" }).status === 0;
}

function fromPackages() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]]) {
    spawnSync("apt-get", ["-q", ...args], { env, timeout: 10 * MINUTE, stdio: "ignore" });
  }
}
