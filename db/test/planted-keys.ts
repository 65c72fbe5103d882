import type { Plant } from "./planted-ledger";

/** What somebody with the superuser's rights could do to API keys behind the functions' back. */
export const PLANTED_IN_KEYS: readonly Plant[] = [
  {
    kind: "key-unapproved",
    how: "a key is made of another one's making",
    sql: () => "update api_keys set operation_id = gen_random_uuid()",
  },
  {
    kind: "key-unrecorded",
    how: "a key is let do more",
    sql: () => "update api_keys set requests_per_minute = requests_per_minute + 1",
  },
  {
    kind: "key-unrecorded",
    how: "a key is let live longer",
    sql: () => "update api_keys set expires_at = expires_at + interval '1 second'",
  },
  {
    kind: "key-revived",
    how: "a revoked key is let live",
    sql: () => "update api_keys set revoked_at = null",
  },
  {
    kind: "secret-unrecorded",
    how: "a key is given a secret that nobody asked for",
    sql: () => "update api_key_secrets set ends_at = now(), id = gen_random_uuid()",
  },
];
