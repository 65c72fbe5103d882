import { env } from "@/lib/config/env";
import { logger } from "@/lib/http/logger";
import { closeDatabases, workerDatabase } from "@/lib/runtime";
import { checkDatabase } from "./database-checks";
import { surviveDriverFaults } from "./driver-fault";
import { askedToEnd, atMost, runServing } from "./serving";
import { runWorker } from "./working/worker-loop";

const UNIT_SECONDS = 15;

/** `npm run worker`: one background worker. */
async function work(): Promise<void> {
  const { logLevel } = env();
  const ended = askedToEnd();
  surviveDriverFaults();
  await checkDatabase(workerDatabase(), "WORKER_DATABASE_URL");
  const stop = new AbortController();
  const worker = runWorker(stop.signal);
  logger().info({ logLevel }, "working");

  const signal = await ended;
  logger().info({ signal }, "stopping: finishing what is in flight");
  stop.abort();
  await atMost(UNIT_SECONDS, worker);
  await atMost(5, closeDatabases(5));
}

await runServing(work);
