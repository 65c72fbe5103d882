import { plainAmount } from "@/app/_operation-form/plain-amount";
import type { Currency } from "@/lib/kernel/currencies";
import { inDays, MOST_DAYS, MOST_REQUESTS } from "@/lib/kernel/key-terms";
import type { MandatePart, TermedMandate } from "@/lib/kernel/mandates";
import {
  countOf,
  daysProblem,
  entriesOf,
  mandateProblems,
  permissionsOf,
  type TypedMandate,
} from "../../../_components/typed-mandate";

/** A mandate as typed, and the days of life that it is to have from when this takes effect; empty for the end that it has. */
export type TypedChange = TypedMandate & { readonly days: string };

/** What sending a change would do: parts that become narrower do so at once, those that become wider are asked for. */
export type JudgedChange = { readonly atOnce: readonly MandatePart[]; readonly asked: readonly MandatePart[] };

/** What a typed change would do, by the comparison that the verb makes too; null while something in it cannot be read. `expiresAt` is the end it has. */
export async function judgeChange(
  before: TypedMandate,
  after: TypedChange,
  { currency, expiresAt, now }: { readonly currency: Currency; readonly expiresAt: Date; readonly now: Date },
): Promise<JudgedChange | null> {
  if ((await changeProblems(after, currency)).length > 0) return null;
  const [{ compareMandates }, { normaliseAddress }, { parseMoney }] = await Promise.all([
    import("@/lib/kernel/mandates"),
    import("@/lib/kernel/address-blocks"),
    import("@/lib/kernel/money"),
  ]);
  const limit = (typed: string) => (typed === "" ? null : parseMoney(plainAmount(typed), currency).minor);
  const toMandate = (typed: TypedMandate, end: Date): TermedMandate => ({
    permissions: permissionsOf(typed.permissions),
    maxAmountMinor: limit(typed.maxAmount),
    maxDailyMinor: limit(typed.maxDaily),
    allowedAddresses: entriesOf(typed.addresses).flatMap((entry) => normaliseAddress(entry) ?? []),
    requestsPerMinute: countOf(typed.rate, MOST_REQUESTS) ?? 0,
    expiresAt: end,
  });
  const days = countOf(after.days, MOST_DAYS);
  const end = days === null ? expiresAt : inDays(now, days);
  const { wider, narrower } = compareMandates(toMandate(before, expiresAt), toMandate(after, end));
  return { atOnce: narrower, asked: wider };
}

/** What is wrong with a typed change, as codes of the form's problems. */
export async function changeProblems(typed: TypedChange, currency: Currency): Promise<string[]> {
  const days = typed.days.trim() === "" ? null : daysProblem(typed.days);
  return [...(await mandateProblems(typed, currency)), days].filter((code) => code !== null);
}
