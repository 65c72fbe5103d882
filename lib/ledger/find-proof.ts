import { sql } from "drizzle-orm";
import type { Currency } from "@/lib/kernel/currencies";
import { type Money, money } from "@/lib/kernel/money";
import { appDatabase } from "@/lib/runtime";

/**
 * What the public learns of a transfer: nothing of people, accounts or organisations, and no other hash. Confirmed: its hash, made again from
 * its rows just now, is right, and its neighbours in the chain are built on it. Of one that is not, what its rows say is nobody's to rely on.
 */
export type TransferProof =
  | {
      readonly confirmed: true;
      readonly amount: Money;
      /** Its place in the chain that it stands in. */
      readonly sequenceNumber: bigint;
      readonly postedAt: Date;
      /** When the newest verification of its chain ended, if it found nothing and reached this transfer; null otherwise. */
      readonly chainVerifiedAt: Date | null;
    }
  | { readonly confirmed: false };

type Row = {
  amount_minor: string;
  currency: Currency;
  sequence_number: string;
  posted_ms: string;
  confirmed: boolean;
  verified_ms: string | null;
};

/**
 * The transfer with this hash, whoever posted it, or null. For anybody who holds the hash: there is no principal and so no permission, and one
 * statement that sets no scope is all it takes (db/functions/085_public_proof.sql).
 * @param hash 64 hex digits, as `readTransferHash` gives them
 */
export async function findProof(hash: string): Promise<TransferProof | null> {
  const [row] = (await appDatabase().execute(
    sql`select amount_minor, currency, sequence_number, floor(extract(epoch from posted_at) * 1000)::bigint as posted_ms, confirmed,
               floor(extract(epoch from chain_verified_at) * 1000)::bigint as verified_ms
          from find_proof(decode(${hash}, 'hex'))`,
  )) as unknown as Row[];
  if (!row) return null;
  if (!row.confirmed) return { confirmed: false };
  return {
    confirmed: true,
    amount: money(BigInt(row.amount_minor), row.currency),
    sequenceNumber: BigInt(row.sequence_number),
    postedAt: new Date(Number(row.posted_ms)),
    chainVerifiedAt: row.verified_ms === null ? null : new Date(Number(row.verified_ms)),
  };
}
