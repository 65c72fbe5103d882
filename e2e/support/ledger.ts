import { expect } from "@playwright/test";
import { bare, query, scopeOfIssuer } from "./query";
import { distributorA, must } from "./trial";

/** What an account has and what of it is held, in minor units. */
export type Balance = { readonly posted: bigint; readonly held: bigint };

/** The float of a distributor by its shown id (`dst_…`); of the first one if none is named. */
export function floatBalance(id: string = distributorA().id): Promise<Balance> {
  return balance("owner_kind = 'distributor' AND owner_id = $1", bare(id));
}

/** The wallet of a merchant by its shown id (`mer_…`). */
export function merchantBalance(id: string): Promise<Balance> {
  return balance("owner_kind = 'merchant' AND owner_id = $1", bare(id));
}

/** The wallet of a customer by phone. */
export async function walletBalance(phone: string): Promise<Balance> {
  const [row] = await query(scopeOfIssuer(), "SELECT id FROM customers WHERE phone = $1", phone);
  return balance("owner_kind = 'customer' AND owner_id = $1", must(row?.id));
}

/** The ledger and the audit hold what they promise. */
export async function expectNoViolations(): Promise<void> {
  expect(await query(null, "SELECT * FROM inspect.violations")).toEqual([]);
}

/** How many operations there are with this memo. */
export async function operationsWithMemo(memo: string): Promise<string[]> {
  const rows = await query(scopeOfIssuer(), "SELECT id FROM operations WHERE memo = $1", memo);
  return rows.map((row) => must(row.id));
}

/** The status of an operation (`op_…`). */
export async function statusOf(id: string): Promise<string> {
  const [row] = await query(null, "SELECT status FROM inspect.operations WHERE id = $1", bare(id));
  return must(row?.status);
}

/** All that people have written by hand so far: memos, comments, names of keys, people and organisations. */
export async function handwritten(): Promise<string[]> {
  const statement = `SELECT memo AS text FROM operations UNION SELECT memo FROM withdrawal_requests
    UNION SELECT comment FROM operation_decisions UNION SELECT label FROM api_keys
    UNION SELECT name FROM people UNION SELECT counterparty_name FROM operations
    UNION SELECT name FROM distributors UNION SELECT name FROM float_accounts UNION SELECT name FROM merchants UNION SELECT name FROM customers
    UNION SELECT file_name FROM batches UNION SELECT jsonb_array_elements_text(columns) FROM batches UNION SELECT memo FROM batch_rows
    UNION SELECT request_id FROM audit_entries`;
  return (await query(scopeOfIssuer(), statement)).flatMap(({ text }) => (text ? [text] : []));
}

/** What a decision has to name of an operation (`op_…`). */
export async function versionOf(id: string): Promise<{ readonly digest: string }> {
  const statement = "SELECT encode(digest, 'hex') AS digest FROM operations WHERE id = $1";
  const [row] = await query(scopeOfIssuer(), statement, bare(id));
  return { digest: must(row?.digest) };
}

/** A transfer of the trial's own: what gave the first wallet or float its money. `proof` as it is shown (`tx_…`). */
export async function seededTransfer(): Promise<{ proof: string; minor: string; currency: string; place: string }> {
  const statement = `SELECT 'tx_' || encode(hash, 'hex') AS proof, amount_minor::text AS minor, currency, sequence_number::text AS place
    FROM ledger_transfers WHERE operation_id IS NULL ORDER BY sequence_number LIMIT 1`;
  const [row] = await query(scopeOfIssuer(), statement);
  return must(row) as { proof: string; minor: string; currency: string; place: string };
}

async function balance(where: string, value: string): Promise<Balance> {
  const rows = await query(null, `SELECT posted_minor, held_minor FROM inspect.accounts WHERE ${where}`, value);
  expect(rows).toHaveLength(1);
  return { posted: BigInt(must(rows[0]?.posted_minor)), held: BigInt(must(rows[0]?.held_minor)) };
}
