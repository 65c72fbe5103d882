import { flushRequests } from "@/lib/api-requests";
import { env } from "@/lib/config/env";
import { logger } from "@/lib/http/logger";
import { appDatabase, closeDatabases } from "@/lib/runtime";
import { checkDatabase } from "./database-checks";
import { surviveDriverFaults } from "./driver-fault";
import { frontServer } from "./front/front";
import { drain, listen } from "./front/listen";
import { openNextPages } from "./front/next-pages";
import { requireSeal } from "./keep-seal";
import { askedToEnd, atMost, runServing } from "./serving";
import { runWorker } from "./working/worker-loop";

const DRAIN_SECONDS = 15;

/**
 * `npm run serve`: one application process. API and health are answered by the front server, the rest by Next. In the embedded default it is
 * the background worker, too.
 */
async function serve(): Promise<void> {
  const { host, port, trial, development } = env();
  const ended = askedToEnd();
  surviveDriverFaults();
  const [next] = await Promise.all([
    openNextPages({ development, host, port }),
    checkDatabase(appDatabase()).then(requireSeal),
  ]);
  const listening = await listen(frontServer(next.pages, development), { host, port });
  next.attach(listening);
  const stop = new AbortController();
  const worker = trial ? runWorker(stop.signal) : Promise.resolve();
  logger().info({ port: listening.port, addresses: listening.servers.map((server) => server.address()) }, "serving");

  const signal = await ended;
  logger().info({ signal }, "stopping: finishing what is in flight");
  stop.abort();
  await drain(listening.servers, DRAIN_SECONDS);
  await atMost(5, Promise.all([worker, flushRequests()]));
  await atMost(5, Promise.all([next.close(), closeDatabases(5)]));
}

await runServing(serve);
