import { parseArgs } from "node:util";

/** What the kit is told. `phone`, `shortCode` and the other keys let it ask more; without them those clauses are left out. */
export type Options = {
  readonly base: string;
  readonly distributor: string;
  readonly key: string;
  /** A registered, active customer: pending cash-ins of `amount` are made for them. */
  readonly phone?: string;
  /** An active merchant. */
  readonly shortCode?: string;
  readonly amount: string;
  /** A key without Perform Operations. */
  readonly readingKey?: string;
  /** A key that may not be used from this address. */
  readonly barredKey?: string;
  /** A key with at most 60 requests a minute, all of which are used up. */
  readonly slowKey?: string;
  /** A key whose maximum per transaction is exactly `amount`. */
  readonly cappedKey?: string;
  /** A key whose volume per day is less than twice `amount`. */
  readonly dailyKey?: string;
  /** A request that waits in the cash-out queue: it leaves it with a pending fulfilment. */
  readonly cashOut?: string;
};

/** How it is called. */
export const USAGE = `npm run conformance -- --base https://portal.example --distributor dst_… --key uwk_… [more]

  --phone +234…         a registered customer: pending cash-ins of --amount are made for them
  --short-code 100000   an active merchant: the same
  --amount 1.00         of each operation that is made; 1.00 unless told
  --reading-key uwk_…   a key without Perform Operations
  --barred-key uwk_…    a key whose allowed addresses leave this one out
  --slow-key uwk_…      a key of at most 60 requests a minute, all of which are used up
  --capped-key uwk_…    a key whose maximum per transaction is exactly --amount
  --daily-key uwk_…     a key whose volume per day is less than twice --amount
  --cash-out op_…       a request that waits in the cash-out queue: a pending fulfilment is made of it

Without --phone, --short-code and --cash-out nothing is created. The key needs all three permissions. No database is needed.`;

const text = { type: "string" } as const;

/**
 * Reads the command line.
 * @throws Error one line that says what is wrong
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: text,
      distributor: text,
      key: text,
      phone: text,
      amount: text,
      "short-code": text,
      "reading-key": text,
      "barred-key": text,
      "slow-key": text,
      "capped-key": text,
      "daily-key": text,
      "cash-out": text,
    },
  });
  const { base, distributor, key, phone } = values;
  if (!base || !distributor || !key) throw new Error("--base, --distributor and --key are needed.");
  if (!/^https?:\/\/[^/]+\/?$/.test(base))
    throw new Error("--base must be an address without a path, like https://portal.example");
  const optional = {
    phone,
    shortCode: values["short-code"],
    readingKey: values["reading-key"],
    barredKey: values["barred-key"],
    slowKey: values["slow-key"],
    cappedKey: values["capped-key"],
    dailyKey: values["daily-key"],
    cashOut: values["cash-out"],
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { base, distributor, key, amount: values.amount ?? "1.00", ...given };
}
