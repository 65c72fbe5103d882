import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import type { VerificationSettings } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";
import { type Ctx, run, systemCaller } from "@/lib/runtime";
import { copyHeads, type Finding, storeVerification, type Verification, verifyIssuer } from "@/lib/verification";
import { StartupError } from "../startup-error.mjs";

/** What was found of one issuer. `stored`: shown to admins; `copied`: heads that were copied out of the database. */
export type VerifiedIssuer = {
  readonly id: Id<"issuer">;
  readonly name: string;
  readonly verification: Verification;
  readonly stored: boolean;
  readonly copied: number;
};

/** What `npm run verify` found. `strangers` are rows of issuers that do not exist. */
export type VerifiedAll = {
  readonly issuers: readonly VerifiedIssuer[];
  readonly strangers: readonly Finding[];
  readonly violations: number;
  readonly seconds: number;
};

/**
 * Verifies every issuer with the auditor's connection, which writes nothing. The result is stored with the worker's, where there is one. Heads are
 * copied unless the chains are at odds with older copies.
 */
export async function verifyAll(settings: VerificationSettings): Promise<VerifiedAll> {
  const begun = Date.now();
  const auditor = openDatabase(settings.auditorDatabaseUrl, { max: 1, name: "portal-verify" });
  const worker = settings.workerDatabaseUrl
    ? openDatabase(settings.workerDatabaseUrl, { max: 1, name: "portal-verify" })
    : null;
  try {
    const issuers: VerifiedIssuer[] = [];
    for (const { id, name } of await listAll(auditor)) {
      const unit = <T>(database: Database, verb: (ctx: Ctx) => Promise<T>) =>
        run(systemCaller(id, "verify"), { requestId: `verify-${randomUUID()}`, database }, verb);
      const verification = await unit(auditor, (ctx) => verifyIssuer(ctx, settings.chainHeadsDir));
      if (worker) await unit(worker, (ctx) => storeVerification(ctx, verification, "command"));
      const { copied } = await unit(auditor, (ctx) => copyHeads(ctx, settings.chainHeadsDir));
      issuers.push({ id, name, verification, stored: worker !== null, copied });
    }
    const strangers = await findStrangers(auditor);
    const violations = issuers.reduce((sum, { verification }) => sum + verification.findings.length, strangers.length);
    return { issuers, strangers, violations, seconds: (Date.now() - begun) / 1000 };
  } finally {
    await Promise.all([auditor, worker].map((database) => database?.$client.end({ timeout: 5 })));
  }
}

async function listAll(auditor: Database): Promise<{ id: Id<"issuer">; name: string }[]> {
  const [row] = (await auditor.execute(
    sql`select to_regclass('public.verifications') is not null as migrated`,
  )) as unknown as { migrated: boolean }[];
  if (!row?.migrated) throw new StartupError("The database is not migrated: npm run migrate.");
  return (await auditor.execute(sql`select id, name from issuers order by id`)) as unknown as {
    id: Id<"issuer">;
    name: string;
  }[];
}

async function findStrangers(auditor: Database): Promise<Finding[]> {
  const rows = (await auditor.execute(
    sql`select violation, subject, detail from verify_strangers()`,
  )) as unknown as Pick<Finding, "violation" | "subject" | "detail">[];
  return rows.map((row) => ({ ...row, organisation: null, place: null }));
}
