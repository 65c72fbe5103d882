import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { isReadable } from "@/lib/kernel/readable";
import { asksConsent, type Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { type Customer, findCustomers } from "@/lib/wallets";
import { judgeAmount } from "./judge-amount";
import { callingCodeOf, judgePhone } from "./judge-phone";
import type { BatchRow } from "./own-batch";
import type { LineNote, LineProblem, Mapping, Mended } from "./schemas";

/** A row that is to be checked: what the file says of it, and what its maker wrote in place of that. */
export type LineToCheck = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly mended: Mended | null;
};

const LONGEST_MEMO = 140;

/**
 * Checks rows of a file, many in the same few statements: phone, its owner, amount, the distributor's limit, whether the same was paid within the last
 * 24 hours, whether customers are asked first; and writes down what is made of them. Each row is found by its key alone: of a file that has just come in the planner knows nothing, and would
 * join it as if it had one row.
 */
export async function checkLines(
  ctx: Ctx,
  { id: batchId, type }: Pick<BatchRow, "id" | "type">,
  distributor: Distributor,
  mapping: Mapping,
  lines: readonly LineToCheck[],
): Promise<void> {
  const home = callingCodeOf(distributor.currency);
  const judged = lines.map((line) => ({ line: line.line, ...judge(typedOf(line, mapping), distributor, home) }));
  const asks = type === "cash-out-fulfillment" && asksConsent(distributor);
  const phones = [...new Set(judged.flatMap(({ phone }) => (phone ? [phone] : [])))];
  // Sent together: neither needs the other's answer.
  const [customers, lately] = await Promise.all([
    findCustomers(ctx, phones),
    findSameLately(ctx, distributor.id, type, phones),
  ]);
  const rows = judged.map((line) => finish(line, line.phone ? customers.get(line.phone) : undefined, lately, asks));
  await ctx.tx.execute(sql`
    update batch_rows r
       set state = case when cardinality(x.problems) > 0 then 'problem' else 'ready' end, phone = x.phone, recipient_name = x.name,
           amount_minor = x.amount, memo = x.memo, problems = x.problems, notes = x.notes, same_as = null, unit_id = ${ctx.unitId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as x(line int, phone text, name text, amount bigint, memo text, problems text[], notes text[]), lateral (
               select b.ctid as place from batch_rows b
                where b.issuer_id = ${ctx.scope.issuerId} and b.batch_id = ${batchId} and b.line = x.line limit 1) p
     where r.ctid = p.place`);
}

/** What a row says, as it was typed in the file or in its place. */
export function typedOf({ cells, mended }: LineToCheck, mapping: Mapping): Mended {
  const cell = (place: number | null) => (place === null ? "" : (cells[place] ?? ""));
  return mended ?? { phone: cell(mapping.phone), amount: cell(mapping.amount), memo: cell(mapping.memo) };
}

type Judged = {
  readonly phone: E164 | null;
  readonly amount: string | null;
  readonly memo: string | null;
  readonly problems: readonly LineProblem[];
  readonly notes: readonly LineNote[];
};

function judge(typed: Mended, { currency, maxAmountMinor }: Distributor, home: string | null): Judged {
  const phone = judgePhone(typed.phone, home);
  const amount = judgeAmount(typed.amount, currency);
  const memo = typed.memo.trim();
  const problems: LineProblem[] = [];
  if (!phone.ok) problems.push(phone.problem);
  if (!amount.ok) problems.push(amount.problem);
  else if (maxAmountMinor !== null && amount.amount.minor > maxAmountMinor) problems.push("amount-over-limit");
  if (memo.length > LONGEST_MEMO) problems.push("memo-long");
  else if (!isReadable(memo)) problems.push("memo-unreadable");
  const notes = [phone.ok ? phone.note : null, amount.ok ? amount.note : null].filter((note) => note !== null);
  return {
    phone: phone.ok ? phone.phone : null,
    amount: amount.ok ? amount.amount.minor.toString() : null,
    memo: memo || null,
    problems,
    notes,
  };
}

function finish<L extends Judged>(line: L, customer: Customer | undefined, lately: ReadonlySet<string>, asks: boolean) {
  const { phone, amount } = line;
  const problems = [...line.problems];
  if (phone && !customer) problems.unshift("phone-unknown");
  else if (customer && !customer.active) problems.unshift("holder-inactive");
  if (asks) problems.unshift("consent-asked");
  const notes: LineNote[] = lately.has(`${phone} ${amount}`) ? [...line.notes, "same-lately"] : [...line.notes];
  return { ...line, name: customer?.name ?? null, problems, notes };
}

/** What was asked for or paid to these phones within the last 24 hours, as "phone amount". */
async function findSameLately(
  ctx: Ctx,
  distributor: Id<"distributor">,
  type: BatchRow["type"],
  phones: readonly E164[],
): Promise<Set<string>> {
  if (phones.length === 0) return new Set();
  const rows = (await ctx.tx.execute(sql`
    select distinct p.phone || ' ' || o.amount_minor as same
      from unnest(${sql.param([...phones])}::text[]) as p(phone), lateral (
        select x.amount_minor from operations x
         where x.issuer_id = ${ctx.scope.issuerId} and x.organisation_id = ${distributor} and x.counterparty_phone = p.phone
           and x.created_at > now() - interval '24 hours' and x.type = ${type} and x.status in ('pending', 'executing', 'completed')) o`)) as unknown as {
    same: string;
  }[];
  return new Set(rows.map(({ same }) => same));
}

/** Notes of each row that is ready the first one that pays the same amount to the same phone. */
export async function markSame(ctx: Ctx, batchId: Id<"batch">): Promise<void> {
  await ctx.tx.execute(sql`
    update batch_rows r set same_as = d.same, unit_id = ${ctx.unitId}::uuid
      from (select x.ctid as place, x.same_as as was, nullif(min(x.line) over (partition by x.phone, x.amount_minor), x.line) as same
              from batch_rows x
             where x.issuer_id = ${ctx.scope.issuerId} and x.batch_id = ${batchId} and x.state = 'ready') d
     where r.ctid = d.place and d.was is distinct from d.same`);
}
