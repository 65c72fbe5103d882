import { createHash, randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { sessions } from "@/db/schema";
import { type Id, newId, readId } from "@/lib/kernel/ids";
import { decideOperation, readOperation } from "@/lib/operations";
import { run } from "@/lib/runtime";
import { inUnit } from "./in-unit";
import { query, scopeOfIssuer } from "./query";
import { must, readTrial, type Trial } from "./trial";

const HOUR = 3_600_000;

/** Has a checker of a trial distributor approve an operation (`op_…`), where there may be no browser. */
export async function approveInUnit(of: Trial["distributors"][number], operation: string): Promise<void> {
  const { issuer, ownerDatabaseUrl } = readTrial();
  const checker = must(of.people.find(({ roles }) => roles.length === 1 && roles[0] === "checker"));
  const [row] = await query(scopeOfIssuer(), "SELECT id FROM people WHERE phone = $1", checker.phone);
  const issuerId = must(readId("issuer", issuer.id));
  const organisationId = must(readId("distributor", of.id));
  const operationId = must(readId("operation", operation));
  const personId = must(row?.id) as Id<"person">;
  const sessionId = newId("session");
  const tokenHash = createHash("sha256")
    .update(`session:${randomBytes(32).toString("base64url")}`)
    .digest();
  const place = { personId, issuerId, organisationId, organisationKind: "distributor" } as const;
  await inUnit(async ({ tx, now }) => {
    await tx.insert(sessions).values({ ...place, id: sessionId, tokenHash, expiresAt: new Date(now.getTime() + HOUR) });
  });
  const who = { ...place, sessionId, sessionProof: tokenHash.toString("hex"), name: checker.name } as const;
  const principal = { kind: "user", ...who, roles: ["checker"] } as const;
  const caller = { scope: { issuerId, organisation: organisationId }, authenticate: async () => principal };
  const database = openDatabase(ownerDatabaseUrl, { max: 1, name: "journeys" });
  try {
    await run(caller, { requestId: "journeys", database }, async (ctx) => {
      const { revision, digest } = await readOperation(ctx, operationId);
      await decideOperation(ctx, { operationId, revision, digest, decision: "approve", comment: null });
    });
  } finally {
    await database.$client.end({ timeout: 1 });
  }
}
