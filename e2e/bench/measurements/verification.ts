import path from "node:path";
import postgres from "postgres";
import { openDatabase } from "@/db/client";
import { fillTransfers } from "@/db/test/many-transfers";
import { newId } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { verifyIssuer } from "@/lib/verification";
import type { Bench, Measurement } from "../measurement";

const TRANSFERS = 500_000;
const PART = 50_000;
const CUSTOMERS = 2_000;

/** What `npm run verify` does for an issuer with a million entries, and all that belongs to them: operations, decisions, holds, audit. */
export const verifyMillion: Measurement = {
  name: "verify-million",
  what: "verification of a million entries",
  unit: "s",
  target: { atMost: 60 },
  prepare: fill,
  measure: async ({ place, world }) => {
    const auditor = openDatabase(place.urls.auditor, { max: 1, name: "bench-verify" });
    try {
      const { findings, startedAt, finishedAt } = await run(
        world.system,
        { requestId: "bench", database: auditor },
        (ctx) => verifyIssuer(ctx, path.join(place.folder, "chain-heads")),
      );
      if (findings.length > 0) throw new Error(`the filled history has ${findings.length} violations`);
      return { value: (finishedAt.getTime() - startedAt.getTime()) / 1000, p50: null, p99: null };
    } finally {
      await auditor.$client.end({ timeout: 5 });
    }
  },
};

async function fill({ place, world }: Bench): Promise<void> {
  const sql = postgres(place.urls.superuser, { max: 1, onnotice: () => undefined });
  const [checker] = world.checkerIds;
  if (!checker) throw new Error("nobody may check");
  try {
    for (let n = 0; n < TRANSFERS / PART; n++) {
      await place.tools.step(`verify-million, transfers ${(n * PART).toLocaleString("en")} and on`, () =>
        fillTransfers(
          sql,
          {
            issuerId: world.issuerId,
            distributor: { id: world.distributorId, floatAccountId: world.float },
            maker: { id: world.makerId },
            checker: { id: checker, sessionId: newId("session") },
            phone: `+2347${n}0`,
            customers: CUSTOMERS,
          },
          PART,
        ),
      );
    }
    await sql`vacuum analyze`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
