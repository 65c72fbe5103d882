import { sql } from "drizzle-orm";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** A movement in a wallet, signed: what left it is negative. `type` is the operation's, null for the issuer's own funding. */
export type WalletEntry = {
  readonly version: bigint;
  readonly amount: Money;
  readonly at: Date;
  readonly type: string | null;
  /** The distributor at which it was; null where it was none. */
  readonly name: string | null;
};

/** What a distributor asks the customer, until when it may be answered. */
export type WalletQuestion = {
  readonly operationId: Id<"operation">;
  readonly amount: Money;
  readonly distributor: string;
  readonly until: Date;
};

/** A withdrawal that they asked for and nobody has paid out yet. `takenBy`: the distributor that is about to; until then they may take it back. */
export type OwnWithdrawal = {
  readonly id: Id<"withdrawal">;
  readonly amount: Money;
  readonly at: Date;
  readonly takenBy: string | null;
};

/** A customer's own wallet: what may be spent and what is reserved, what they are asked, and its movements, newest first. */
export type Wallet = {
  readonly available: Money;
  readonly held: Money;
  readonly questions: readonly WalletQuestion[];
  readonly withdrawals: readonly OwnWithdrawal[];
  readonly entries: readonly WalletEntry[];
  /** Where the next page begins; null at the end. */
  readonly next: bigint | null;
};

const PAGE = 10;
const NEWEST = 9_223_372_036_854_775_807n;

type BalanceRow = { posted: string; held: string; currency: Currency };
type WaitingRow = { kind: string; id: string; amount: string; currency: Currency; at: string; name: string | null };
type EntryRow = {
  version: string;
  amount: string;
  currency: Currency;
  at: string;
  type: string | null;
  name: string | null;
};

/**
 * The wallet of the customer who asks, in a unit whose scope is that wallet.
 * @param before a version of its account: the movements before it
 * @throws DomainError `auth.forbidden`
 */
export async function readWallet(ctx: Ctx, before: bigint = NEWEST): Promise<Wallet> {
  authorize(ctx, "wallet.read");
  const { principal } = ctx;
  if (principal.kind !== "customer") throw new DomainError("auth.forbidden");
  const of = sql`${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${principal.customerId}::uuid`;
  const [balance] = (await ctx.tx.execute(sql`select * from wallet_balance(${of})`)) as unknown as BalanceRow[];
  if (!balance) throw new DomainError("auth.forbidden");
  const waiting = (await ctx.tx.execute(
    sql`select kind, id, amount, currency, extract(epoch from at) as at, name from wallet_questions(${of})`,
  )) as unknown as WaitingRow[];
  const rows = (await ctx.tx.execute(
    sql`select version, amount, currency, extract(epoch from at) as at, type, name
          from wallet_entries(${of}, ${before.toString()}::bigint, ${PAGE + 1}) order by version desc`,
  )) as unknown as EntryRow[];
  const entries = rows.slice(0, PAGE).map((row) => ({
    version: BigInt(row.version),
    amount: money(BigInt(row.amount), row.currency),
    at: instant(row.at),
    type: row.type,
    name: row.name,
  }));
  return {
    available: money(BigInt(balance.posted) - BigInt(balance.held), balance.currency),
    held: money(BigInt(balance.held), balance.currency),
    questions: waiting.flatMap((row) =>
      row.kind === "consent"
        ? [
            {
              operationId: row.id as Id<"operation">,
              amount: money(BigInt(row.amount), row.currency),
              distributor: row.name ?? "",
              until: instant(row.at),
            },
          ]
        : [],
    ),
    withdrawals: waiting.flatMap((row) =>
      row.kind === "withdrawal"
        ? [
            {
              id: row.id as Id<"withdrawal">,
              amount: money(BigInt(row.amount), row.currency),
              at: instant(row.at),
              takenBy: row.name,
            },
          ]
        : [],
    ),
    entries,
    next: rows.length > PAGE ? (entries.at(-1)?.version ?? null) : null,
  };
}

function instant(seconds: string): Date {
  return new Date(Number(seconds) * 1000);
}
