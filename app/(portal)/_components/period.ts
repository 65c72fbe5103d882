import { addDays, localDate, startOfDate } from "@/lib/kernel/time";

/** Periods that move with the calendar, so that a bookmark of today's list is always today's. */
export const PERIODS = ["today", "yesterday", "week"] as const;

/** The days that an address names: one of the periods, or local days, "2026-11-20", both included. */
export type Period = {
  readonly period: (typeof PERIODS)[number] | null;
  readonly from: string | null;
  readonly to: string | null;
};

/** The chosen days as instants in a zone's calendar: the start of the first, and the start of the day after the last. */
export function instantsOf(
  { period, from, to }: Period,
  zone: string,
  now: Date,
): { readonly from: Date | null; readonly to: Date | null } {
  const today = localDate(now, zone);
  const preset = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    week: { from: addDays(today, -6), to: today },
  };
  const days = period ? preset[period] : { from, to };
  return {
    from: days.from ? startOfDate(days.from, zone) : null,
    to: days.to && startOfDate(days.to, zone) ? startOfDate(addDays(days.to, 1), zone) : null,
  };
}
