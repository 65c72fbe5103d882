import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { logger } from "@/lib/http/logger";
import { pruneChallenges } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { pruneRequestCounters } from "@/lib/limits";
import { expireOperations } from "@/lib/operations";
import { listIssuers } from "@/lib/organisations";
import { run, systemCaller, workerDatabase } from "@/lib/runtime";
import { deliverEvents, type RunUnit } from "./deliver-events";

const IDLE = 2_000;
const HOUSEKEEPING = 60_000;
const BATCH = 100;

/**
 * The background worker: ends operations whose time has run out, sends what waits in the outbox, removes records that have served. Any number
 * of workers may run. A database that is away is waited for. Ends soon after `stop` is aborted, between two units of work.
 */
export async function runWorker(stop: AbortSignal): Promise<void> {
  let cleanedAt = 0;
  // What went wrong in the round before is logged once, not every two seconds.
  let trouble = "";
  while (!stop.aborted) {
    const cleans = Date.now() - cleanedAt >= HOUSEKEEPING;
    if (cleans) cleanedAt = Date.now();
    const { found, errors } = await workRound({ cleans, stop });
    const said = errors.map(String).join("\n");
    if (said !== trouble)
      for (const err of errors) logger().error({ err }, "the worker failed at an issuer; it tries again");
    if (said === "" && trouble !== "") logger().info("the worker goes on");
    trouble = said;
    if (found === 0 || errors.length > 0) await wait(IDLE, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function workRound(round: Round): Promise<{ found: number; errors: unknown[] }> {
  const errors: unknown[] = [];
  let found = 0;
  const issuers = await listIssuers().catch((error: unknown) => {
    errors.push(error);
    return [];
  });
  for (const issuer of issuers) {
    try {
      found += await workFor(issuer, round);
    } catch (error) {
      errors.push(error);
    }
  }
  return { found, errors };
}

type Round = { readonly cleans: boolean; readonly stop: AbortSignal };

async function workFor(issuer: Id<"issuer">, { cleans, stop }: Round): Promise<number> {
  const database = workerDatabase();
  const unit: RunUnit = (verb) =>
    run(systemCaller(issuer, "worker"), { requestId: `worker-${randomUUID()}`, database }, verb);
  let found = 0;
  for (let expired = BATCH; expired === BATCH && !stop.aborted; found += expired) {
    expired = await unit((ctx) => expireOperations(ctx, BATCH));
  }
  if (!stop.aborted) found += await deliverEvents(unit);
  if (cleans && !stop.aborted) {
    await unit((ctx) => pruneRequestCounters(ctx));
    await unit((ctx) => pruneChallenges(ctx));
  }
  return found;
}
