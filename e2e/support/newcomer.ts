import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { readTrial, type TrialPerson } from "./trial";

/**
 * Lets a person of the trial be new for a while: without an authenticator, as before their first sign-in. Afterwards they have their old one
 * again, and no recovery codes.
 */
export async function asNewcomer(person: TrialPerson, work: () => Promise<void>): Promise<void> {
  const sql = postgres(readTrial().ownerDatabaseUrl, { max: 1, onnotice: () => undefined });
  const inUnit = <T>(change: (tx: postgres.TransactionSql) => Promise<T>) =>
    sql.begin(async (tx) => {
      await tx.unsafe(`set local app.unit = '${randomUUID()}'`);
      return change(tx);
    });
  const [before] = await sql`select id, totp_secret, enrolled_at from people where phone = ${person.phone}`;
  if (!before) throw new Error(`${person.phone} is nobody`);
  try {
    await inUnit((tx) => tx`update people set totp_secret = null, enrolled_at = null where id = ${before.id}`);
    await work();
  } finally {
    await inUnit(async (tx) => {
      await tx`delete from recovery_codes where person_id = ${before.id}`;
      await tx`
        update people set totp_secret = ${before.totp_secret}, enrolled_at = ${before.enrolled_at} where id = ${before.id}`;
    });
    await sql.end();
  }
}
