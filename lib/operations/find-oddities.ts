import { type SQL, sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { bareId, type Id, newId } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import type { OperationView } from "./view";

/**
 * What a checker should look at twice: nothing was paid to this phone before; three times the usual amount of its maker, or more; the same
 * phone and amount a moment ago.
 */
export type Oddity =
  | { readonly kind: "first-time" }
  | { readonly kind: "unusual-amount"; readonly usual: Money }
  | { readonly kind: "repeated"; readonly at: Date };

const TIMES_THE_USUAL = 3n;
/** Of a distributor's last completed ones, and of a phone's last: a maker who made few would have a month of them read. */
const LOOKED_THROUGH = 500;

type Row = { id: string; first_time: boolean; repeated: string | null; usual: string | null };

/**
 * What is odd about operations of this scope; those with nothing odd are missing from the answer. Hints for the eye, never a rule: nothing
 * is refused by them. The usual amount is the median of the maker's last completed ones of the type, from five on, among the last 500 of the
 * distributor; "before" is likewise among the last 500 of the phone.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function findOddities(
  ctx: Ctx,
  views: readonly OperationView[],
): Promise<Map<Id<"operation">, readonly Oddity[]>> {
  authorize(ctx, "operations.read");
  if (views.length === 0) return new Map();
  const ids = views.map(({ id }) => id);
  const rows = await ask(
    ctx,
    sql`select * from operations where issuer_id = ${ctx.scope.issuerId} and id = any(${sql.param(ids)}::uuid[])`,
  );
  const found = new Map(rows.map((row) => [bareId("operation", row.id), row]));
  return new Map(
    views.flatMap((view) => {
      const row = found.get(view.id);
      const oddities = row ? odditiesOf(view, row) : [];
      return oddities.length > 0 ? [[view.id, oddities] as const] : [];
    }),
  );
}

/** An operation that its maker is about to make. */
export type Foreseen = {
  readonly type: "cash-in" | "cash-out-fulfillment";
  /** Null: a merchant, who is found by a code. */
  readonly phone: E164 | null;
  readonly amount: Money;
};

/**
 * What its checker would find odd about an operation, told to its maker before they send it: the same questions, asked of what is not made yet.
 * @throws DomainError `auth.forbidden`
 */
export async function foreseeOddities(ctx: Ctx, { type, phone, amount }: Foreseen): Promise<readonly Oddity[]> {
  authorize(ctx, "operations.submit");
  const { principal, scope } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const [row] = await ask(
    ctx,
    sql`select ${scope.issuerId}::uuid as issuer_id, ${workplaceOf(ctx)}::uuid as organisation_id, ${newId("operation")}::uuid as id,
               ${type}::text as type, ${phone}::text as counterparty_phone, ${amount.minor.toString()}::bigint as amount_minor,
               ${principal.personId}::uuid as maker_id, now() as created_at`,
  );
  return row ? odditiesOf({ amount }, row) : [];
}

async function ask(ctx: Ctx, about: SQL): Promise<Row[]> {
  return (await ctx.tx.execute(sql`
    select o.id,
           o.type = 'cash-in' and o.counterparty_phone is not null and not exists (
             select from (select * from operations p
                           where p.issuer_id = o.issuer_id and p.organisation_id = o.organisation_id
                             and p.counterparty_phone = o.counterparty_phone and p.created_at < o.created_at
                           order by p.created_at desc limit ${LOOKED_THROUGH}) p
              where p.type = o.type and p.status = 'completed') as first_time,
           (select extract(epoch from max(p.created_at)) from operations p
             where p.issuer_id = o.issuer_id and p.organisation_id = o.organisation_id and p.type = o.type
               and p.counterparty_phone = o.counterparty_phone and p.amount_minor = o.amount_minor
               and p.status in ('pending', 'executing', 'completed')
               and (p.created_at, p.id) < (o.created_at, o.id)
               and p.created_at > o.created_at - interval '15 minutes') as repeated,
           (select percentile_disc(0.5) within group (order by m.amount_minor)
              from (select p.amount_minor
                      from (select * from operations p
                             where p.issuer_id = o.issuer_id and p.organisation_id = o.organisation_id and p.status = 'completed'
                               and p.created_at < o.created_at and p.created_at > o.created_at - interval '30 days'
                             order by p.created_at desc limit ${LOOKED_THROUGH}) p
                     where p.type = o.type and p.maker_id = o.maker_id
                     order by p.created_at desc limit 50) m
            having count(*) >= 5) as usual
      from (${about}) o`)) as unknown as Row[];
}

function odditiesOf({ amount }: Pick<OperationView, "amount">, row: Row): Oddity[] {
  if (!amount) return [];
  const usual = row.usual === null ? null : BigInt(row.usual);
  const isUnusual = usual !== null && amount.minor >= usual * TIMES_THE_USUAL;
  return [
    ...(row.repeated === null ? [] : [{ kind: "repeated", at: new Date(Number(row.repeated) * 1000) } as const]),
    ...(isUnusual ? [{ kind: "unusual-amount", usual: money(usual, amount.currency) } as const] : []),
    ...(row.first_time ? [{ kind: "first-time" } as const] : []),
  ];
}
