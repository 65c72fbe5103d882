import { addDays, localDate, startOfDate } from "@/lib/kernel/time";

/** When the distributor's day turns. */
export function nextDay(now: Date, zone: string): Date {
  const turns = startOfDate(addDays(localDate(now, zone), 1), zone);
  if (!turns) throw new Error(`no day after today in ${zone}`);
  return turns;
}
