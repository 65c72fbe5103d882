import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { noticeExpiringKeys } from "@/lib/api-keys";
import { pruneRequests } from "@/lib/api-requests";
import { logger } from "@/lib/http/logger";
import { pruneChallenges, pruneDevices } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { pruneRequestCounters } from "@/lib/limits";
import { noticeBlocked, noticeWaiting, pruneNotices } from "@/lib/notifications";
import { pruneLooks } from "@/lib/operations";
import { listIssuers } from "@/lib/organisations";
import { run, systemCaller, workerDatabase } from "@/lib/runtime";
import { carryOutBatches } from "./carry-out-batches";
import { deliverEvents, type RunUnit } from "./deliver-events";
import { expireOverdue } from "./expire-overdue";
import { verifyNightly } from "./verify-nightly";

const IDLE = 2_000;
const HOUSEKEEPING = 60_000;

/**
 * The background worker: ends operations whose time has run out, makes those of files, sends what waits in the outbox, removes records that have served, verifies
 * each night. Any number of workers may run. A database that is away is waited for. Ends soon after `stop` is aborted, between two units of
 * work.
 */
export async function runWorker(stop: AbortSignal): Promise<void> {
  let cleanedAt = 0;
  const verifying = verifyNightly(stop);
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
  await verifying;
}

async function workRound(round: Round): Promise<{ found: number; errors: unknown[] }> {
  const errors: unknown[] = [];
  let found = 0;
  const issuers = await listIssuers().catch((error: unknown) => {
    errors.push(error);
    return [];
  });
  for (const issuer of issuers) {
    const done = await workFor(issuer, round);
    found += done.found;
    errors.push(...done.errors);
  }
  return { found, errors };
}

type Round = { readonly cleans: boolean; readonly stop: AbortSignal };

// Each part on its own: what goes wrong in one keeps no SMS back and no record that has served.
async function workFor(issuer: Id<"issuer">, { cleans, stop }: Round): Promise<{ found: number; errors: unknown[] }> {
  const database = workerDatabase();
  const unit: RunUnit = (verb) =>
    run(systemCaller(issuer, "worker"), { requestId: `worker-${randomUUID()}`, database }, verb);
  const errors: unknown[] = [];
  const part = async (work: () => Promise<number>): Promise<number> => {
    if (stop.aborted) return 0;
    try {
      return await work();
    } catch (error) {
      errors.push(error);
      return 0;
    }
  };
  const expired = await part(async () => {
    const done = await expireOverdue(unit, stop);
    errors.push(...done.errors);
    return done.expired;
  });
  const carriedOut = await part(async () => {
    const done = await carryOutBatches(unit, stop);
    errors.push(...done.errors);
    return done.steps;
  });
  const delivered = await part(() => deliverEvents(unit));
  if (cleans) {
    await part(() => unit((ctx) => pruneRequestCounters(ctx)).then(() => 0));
    await part(() => unit((ctx) => pruneChallenges(ctx)).then(() => 0));
    await part(() => pruneAll(unit, stop));
    await part(() => unit((ctx) => noticeExpiringKeys(ctx)).then(() => 0));
    await part(() => unit((ctx) => pruneDevices(ctx)).then(() => 0));
    await part(() => unit((ctx) => pruneLooks(ctx)).then(() => 0));
    await part(() => unit((ctx) => pruneNotices(ctx)).then(() => 0));
    await part(() => unit((ctx) => noticeWaiting(ctx)));
    await part(() => unit((ctx) => noticeBlocked(ctx)));
  }
  return { found: expired + carriedOut + delivered, errors };
}

const PRUNED_AT_ONCE = 5_000;

/** The request log, in units of work that are short: a busy key leaves hundreds of thousands of rows a day. */
async function pruneAll(unit: RunUnit, stop: AbortSignal): Promise<number> {
  for (let removed = PRUNED_AT_ONCE; removed === PRUNED_AT_ONCE && !stop.aborted; ) {
    removed = await unit((ctx) => pruneRequests(ctx, PRUNED_AT_ONCE));
  }
  return 0;
}
