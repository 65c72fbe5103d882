import type { PolicyLimits } from "@/lib/kernel/policy-terms";
import { at, type Key, type Operation, type State } from "./state";

/** How much a subject may ask for at once, on a day and in a week, and what it is told beyond each. */
type Limit = {
  readonly subject: string;
  readonly amount: bigint | null;
  readonly day: bigint | null;
  readonly week: bigint | null;
  readonly beyond: Readonly<Record<"amount" | "day" | "week", string>>;
};

/** Who asks, as limits see them: the person, their key where it was one, and for which distributor. */
export type Asking = { readonly distributor: number; readonly maker: number; readonly key: number | null };

/** The limits of the key that asks, of the distributor and, where its policy says so, of the maker, in the order in which they speak. */
export function limitsOfMaker(state: State, { distributor, maker, key }: Asking): Limit[] {
  const { most } = at(state.distributors, distributor);
  const { makerDaily, makerWeekly } = policyLimits(state, distributor);
  return [
    ...(key === null ? [] : [limitOfKey(key, at(state.actors, key) as Key)]),
    {
      subject: `distributor ${distributor}`,
      ...most,
      beyond: {
        amount: "limits.distributor-per-transaction-exceeded",
        day: "limits.distributor-daily-volume-exceeded",
        week: "limits.distributor-weekly-volume-exceeded",
      },
    },
    ...limitOfPolicy("maker", `maker ${distributor} ${maker}`, makerDaily, makerWeekly),
  ];
}

/** The limits of the customer that it is about, where the distributor's policy says so. */
export function limitsOfCustomer(state: State, distributor: number, holder: Operation["holder"]): Limit[] {
  if (!holder || !("customer" in holder)) return [];
  const { customerDaily, customerWeekly } = policyLimits(state, distributor);
  return limitOfPolicy("customer", `wallet ${distributor} ${holder.customer}`, customerDaily, customerWeekly);
}

function policyLimits(state: State, distributor: number): Partial<PolicyLimits> {
  return at(state.distributors, distributor).policies.at(-1)?.limits ?? {};
}

function limitOfKey(key: number, { maxAmount, maxDaily }: Key): Limit {
  const day = "limits.daily-volume-exceeded";
  return {
    subject: `key ${key}`,
    amount: maxAmount,
    day: maxDaily,
    week: null,
    beyond: { amount: "limits.per-transaction-exceeded", day, week: day },
  };
}

function limitOfPolicy(of: string, subject: string, daily: string | null = null, weekly: string | null = null) {
  if (daily === null && weekly === null) return [];
  const [day, week] = [`limits.${of}-daily-exceeded`, `limits.${of}-weekly-exceeded`];
  const most = { day: daily && BigInt(daily), week: weekly && BigInt(weekly) };
  return [
    { subject, amount: null, day: most.day || null, week: most.week || null, beyond: { amount: day, day, week } },
  ];
}

/** What an amount would be told beyond the first of these limits that it passes; null where it passes none. */
export function passed(state: State, limits: readonly Limit[], minor: bigint, day: string): string | null {
  const tooMuch = limits.find(({ amount }) => amount !== null && minor > amount);
  if (tooMuch) return tooMuch.beyond.amount;
  for (const { subject, day: daily, week: weekly, beyond } of limits) {
    if (daily !== null && used(state, subject, [day]) + minor > daily) return beyond.day;
    if (weekly !== null && used(state, subject, weekOf(day)) + minor > weekly) return beyond.week;
  }
  return null;
}

/** What a subject has used of some days. */
export function used(state: State, subject: string, days: readonly string[]): bigint {
  return days.reduce((sum, day) => sum + (state.volumes.get(`${subject} ${day}`) ?? 0n), 0n);
}

/** Takes an amount of a day from each of these subjects; a negative one gives it back. */
export function take(state: State, subjects: readonly string[], minor: bigint, day: string): void {
  for (const subject of subjects) state.volumes.set(`${subject} ${day}`, used(state, subject, [day]) + minor);
}

/** The seven days of a day's week, Monday first. */
export function weekOf(day: string): string[] {
  const noon = new Date(`${day}T12:00:00Z`);
  const monday = noon.getTime() - ((noon.getUTCDay() + 6) % 7) * 86_400_000;
  return Array.from({ length: 7 }, (_, n) => new Date(monday + n * 86_400_000).toISOString().slice(0, 10));
}
