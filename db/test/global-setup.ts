import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "@/lib/server/postgres/launch.mjs";
import { prepareTemplate } from "./cluster";

/**
 * Gives the database tests a Postgres: the one that TEST_SUPERUSER_URL names, else an embedded one in
 * `.cache/test-postgres`, which is left running so that the next run of a developer finds it warm.
 */
export default async function setup(project: TestProject): Promise<void> {
  const superuserUrl = process.env.TEST_SUPERUSER_URL ?? (await warmPostgres());
  project.provide("superuserUrl", superuserUrl);
  project.provide("template", await prepareTemplate(superuserUrl));
}

async function warmPostgres(): Promise<string> {
  const server = await startPostgres({ dataDir: path.resolve(".cache/test-postgres") });
  return server.superuserUrl;
}

declare module "vitest" {
  export interface ProvidedContext {
    superuserUrl: string;
    template: string;
  }
}
