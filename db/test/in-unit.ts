import type postgres from "postgres";
import { type Id, newId } from "@/lib/kernel/ids";

type Work<T> = (tx: postgres.TransactionSql, unitId: Id<"unit">) => Promise<T>;

/**
 * A unit of work opened by hand, for what no verb would do; rolled back afterwards. `organisation` is a bare uuid or `*`.
 * Gives what the work answers, or throws what the database says.
 */
export async function inUnit<T>(
  sql: postgres.Sql,
  scope: { issuerId: string; organisation: string },
  work: Work<T>,
): Promise<T> {
  const done = { rollback: true };
  let answer: T | undefined;
  await sql
    .begin(async (tx) => {
      const unitId = newId("unit");
      await tx.unsafe(`set local app.issuer = '${scope.issuerId}'; set local app.organisation = '${scope.organisation}';
        set local app.unit = '${unitId}'`);
      answer = await work(tx, unitId);
      throw done;
    })
    .catch((error) => {
      if (error !== done) throw error;
    });
  return answer as T;
}
