import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { signIn } from "./sign-in";
import { baseURL, dataDir, personCalled } from "./trial";

/**
 * A page of a browser of its own in which a person is signed in. They sign in once, with real codes; later calls find their session again,
 * as long as it lives. Close it with `page.context().close()`.
 */
export async function openAs(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const person = personCalled(name);
  const folder = path.join(dataDir, "signed-in");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = path.join(folder, `${new URL(baseURL).port}${person.phone}.json`);
  const context = await browser.newContext({ ...options, ...(existsSync(state) ? { storageState: state } : {}) });
  const page = await context.newPage();
  if ((await page.request.get("/api/portal/pulse")).ok()) return page;
  await signIn(page, person);
  await context.storageState({ path: state });
  return page;
}
