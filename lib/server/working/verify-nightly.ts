import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/config/env";
import { logger } from "@/lib/http/logger";
import type { Id } from "@/lib/kernel/ids";
import { listIssuers } from "@/lib/organisations";
import { run, systemCaller, workerDatabase } from "@/lib/runtime";
import { copyHeads, type Finding, firstBadEntries, verifyTonight } from "@/lib/verification";
import type { RunUnit } from "./deliver-events";

const LOOK = 60_000;
const COPY = 5 * 60_000;

/**
 * Verifies each issuer once a night, and copies the heads of chains out of the database every five minutes, beside the worker's other work:
 * a verification takes a while, and no SMS waits for it. What fails is loud in the log and tried again. Ends soon after `stop` is aborted.
 */
export async function verifyNightly(stop: AbortSignal): Promise<void> {
  let copiedAt = 0;
  while (!stop.aborted) {
    const copies = Date.now() - copiedAt >= COPY;
    if (copies) copiedAt = Date.now();
    const issuers = await listIssuers().catch(() => []);
    for (const issuer of issuers) {
      if (stop.aborted) break;
      await lookAfter(issuer, copies).catch((err: unknown) =>
        logger().error({ err, issuer }, "an issuer could not be verified; it is tried again"),
      );
    }
    // Before there is an issuer, or while the database is away, the next look comes sooner.
    await wait(issuers.length > 0 ? LOOK : LOOK / 12, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function lookAfter(issuer: Id<"issuer">, copies: boolean): Promise<void> {
  const database = workerDatabase();
  const unit: RunUnit = (verb) =>
    run(systemCaller(issuer, "worker"), { requestId: `verify-${randomUUID()}`, database }, verb);
  const folder = env().chainHeadsDir;
  const verification = await unit((ctx) => verifyTonight(ctx, folder));
  if (verification) {
    const seconds = (verification.finishedAt.getTime() - verification.startedAt.getTime()) / 1000;
    if (verification.findings.length === 0) logger().info({ issuer, seconds }, "verified: nothing is wrong");
    else tell(issuer, verification.findings);
  }
  if (copies || verification) {
    const { findings } = await unit((ctx) => copyHeads(ctx, folder));
    if (findings.length > 0) tell(issuer, findings);
  }
}

function tell(issuer: Id<"issuer">, findings: readonly Finding[]): void {
  const plain = (finding: Finding) => ({ ...finding, place: finding.place?.toString() ?? null });
  logger().error(
    {
      issuer,
      violations: findings.length,
      first: firstBadEntries(findings).map(plain),
      some: findings.slice(0, 10).map(plain),
    },
    "NOT VERIFIED: the ledger or the audit is not as it must be; run npm run verify",
  );
}
