import type { History } from "./history";

/** One violation of `kind`, made by a statement that no role of ours may run. */
export type Plant = { readonly kind: string; readonly how: string; readonly sql: (h: History) => string };

const transferOf = (h: History) => `(select transfer_id from operations where id = '${h.completed}')`;
const float = (h: History) => `id = '${h.distributor.floatAccountId}'`;

/** What our own bugs, or somebody with the superuser's rights, could do to the ledger behind the functions' back. */
export const PLANTED_IN_THE_LEDGER: readonly Plant[] = [
  {
    kind: "account-posted",
    how: "a balance is changed by hand",
    sql: (h) => `update ledger_accounts set posted_minor = posted_minor + 1 where ${float(h)}`,
  },
  {
    kind: "account-version",
    how: "an entry is not counted",
    sql: (h) => `update ledger_accounts set version = version - 1 where ${float(h)}`,
  },
  {
    kind: "account-held",
    how: "a held amount is changed by hand",
    sql: (h) => `update ledger_accounts set held_minor = held_minor + 1 where ${float(h)}`,
  },
  {
    kind: "account-negative",
    how: "a float may be negative",
    sql: (h) => `alter table ledger_accounts drop constraint ledger_accounts_unbounded;
      update ledger_accounts set minimum_minor = null where ${float(h)}`,
  },
  {
    kind: "account-negative",
    how: "more is held than there is",
    sql: (h) => `alter table ledger_accounts drop constraint ledger_accounts_minimum;
      update ledger_accounts set held_minor = posted_minor + 1 where ${float(h)}`,
  },
  {
    kind: "account-unapproved",
    how: "an account is opened beside a float that nobody had asked for",
    sql: (
      h,
    ) => `insert into ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, minimum_minor, unit_id)
        select issuer_id, '00000000-0000-4000-8000-000000000009', 'distributor:own:00000000-0000-4000-8000-000000000009', 'distributor', owner_id, currency, 0, unit_id
          from ledger_accounts where ${float(h)};
      insert into float_accounts (issuer_id, distributor_id, account_id, name, operation_id, unit_id)
        select issuer_id, owner_id, '00000000-0000-4000-8000-000000000009', 'Hidden', '${h.completed}', unit_id from ledger_accounts where ${float(h)}`,
  },
  {
    kind: "entry-without-account",
    how: "an account is deleted",
    sql: (h) => `delete from ledger_accounts where ${float(h)}`,
  },
  {
    kind: "entry-balance",
    how: "the balance behind an entry is changed",
    sql: (h) =>
      `update ledger_entries set balance_after_minor = balance_after_minor + 1 where transfer_id = ${transferOf(h)}`,
  },
  {
    kind: "entry-without-transfer",
    how: "a transfer is deleted and its entries stay",
    sql: (h) => `delete from ledger_transfers where id = ${transferOf(h)}`,
  },
  {
    kind: "transfer-unbalanced",
    how: "one leg is changed",
    sql: (h) =>
      `update ledger_entries set amount_minor = amount_minor + 1 where transfer_id = ${transferOf(h)} and leg = 2`,
  },
  {
    kind: "transfer-unbalanced",
    how: "one leg is deleted",
    sql: (h) => `delete from ledger_entries where transfer_id = ${transferOf(h)} and leg = 2`,
  },
  {
    kind: "transfer-unbalanced",
    how: "one leg is in another currency",
    sql: (h) => `update ledger_entries set currency = 'USD' where transfer_id = ${transferOf(h)} and leg = 2`,
  },
  {
    kind: "currency-sum",
    how: "money appears from nowhere",
    sql: (h) => `update ledger_accounts set posted_minor = posted_minor + 1 where ${float(h)}`,
  },
  {
    kind: "transfer-chain",
    how: "a transfer in the middle is deleted",
    sql: () => `delete from ledger_transfers where operation_id is not null and sequence_number = 1`,
  },
  {
    kind: "transfer-chain",
    how: "a transfer's text is changed",
    sql: (h) => `update ledger_transfers set canonical = canonical || ' ' where id = ${transferOf(h)}`,
  },
  {
    kind: "transfer-legs",
    how: "an entry is dated otherwise",
    sql: (h) =>
      `update ledger_entries set created_at = created_at - interval '1 day' where transfer_id = ${transferOf(h)}`,
  },
  {
    kind: "account-negative",
    how: "a float may be overdrawn",
    sql: (h) => `update ledger_accounts set minimum_minor = -100 where ${float(h)}`,
  },
  {
    kind: "account-owner",
    how: "an account is given to somebody else",
    sql: (h) => `update ledger_accounts set owner_id = '${h.customer.id}' where ${float(h)}`,
  },
  {
    kind: "issuer-unknown",
    how: "a chain stands outside every issuer",
    sql: (h) => `update ledger_chains set issuer_id = gen_random_uuid() where organisation_id = '${h.distributor.id}'`,
  },
  {
    kind: "transfer-canonical",
    how: "both legs are changed, so that they still sum to zero",
    sql: (h) => `update ledger_entries set amount_minor = amount_minor * 2 where transfer_id = ${transferOf(h)}`,
  },
  {
    kind: "transfer-canonical",
    how: "a text and all hashes after it are made anew",
    sql: (h) => `update ledger_transfers set canonical = canonical || ' ',
      hash = sha256(prev_hash || convert_to(canonical || ' ', 'UTF8')) where id = ${transferOf(h)}`,
  },
  {
    kind: "transfer-chain-head",
    how: "the newest transfer is deleted with its entries",
    sql: (h) => `delete from ledger_entries where transfer_id = ${transferOf(h)};
      delete from ledger_transfers where id = ${transferOf(h)}`,
  },
  {
    kind: "transfer-chain-head",
    how: "a chain's head is deleted",
    sql: (h) => `delete from ledger_chains where organisation_id = '${h.distributor.id}'`,
  },
];
