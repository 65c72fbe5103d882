import { query, scopeOfIssuer } from "./query";

/** What the phones of a file of journeys begin with, after the country code. No two files share any; a thousand phones are in each. */
const RANGES = {
  "issuer/onboarding": "8141001",
  "issuer/float": "8141002",
  "issuer/switches": "8141003",
  "issuer/suspension": "8141004",
  "issuer/directory": "8141005",
  "issuer/screens": "8141006",
  "portal/people": "8141007",
  "issuer/low-float": "8141008",
  "portal/api-keys": "8141009",
  "portal/policies": "8141015",
  "issuer/own-accounts": "8141030",
} as const;

/** A file of journeys that makes people. */
export type Story = keyof typeof RANGES;

const given = new Map<Story, bigint>();

/**
 * The next phone of a file's own, which nobody has and nobody was invited by: the same ones on each fresh installation, and others where the
 * journeys ran before.
 */
export async function newPhone(story: Story): Promise<string> {
  const start = `+234${RANGES[story]}`;
  const [row] = await query(
    scopeOfIssuer(),
    `SELECT max(phone) AS highest FROM (
       SELECT phone FROM people UNION ALL SELECT phone FROM customers
       UNION ALL SELECT admin_phone FROM merchants UNION ALL SELECT counterparty_phone FROM operations) x
      WHERE phone LIKE $1`,
    `${start}%`,
  );
  const used = [BigInt(row?.highest ?? `${start}000`), given.get(story) ?? 0n];
  const next = used.reduce((one, other) => (one > other ? one : other)) + 1n;
  given.set(story, next);
  const phone = `+${next}`;
  if (!phone.startsWith(start)) throw new Error(`no phone is left of those that begin with ${start}`);
  return phone;
}
