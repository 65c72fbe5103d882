/*
 * British English writes 24 hours, and day before month. The zone is the organisation's, never the device's: a counter's
 * clock may be set to anything.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
    formats.set(key, found);
  }
  return found;
}

/** "10:28", or with seconds "10:28:04". */
export function clockTime(at: Date, zone: string, seconds = false): string {
  return format(zone, seconds ? "seconds" : "minutes", {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
  }).format(at);
}

/** "20 Nov", with the year when it is another than now's. */
export function dayOf(at: Date, zone: string, now: Date): string {
  const year = format(zone, "year", { year: "numeric" });
  const other = year.format(at) !== year.format(now);
  return format(zone, other ? "date" : "day", {
    day: "numeric",
    month: "short",
    ...(other ? { year: "numeric" } : {}),
  }).format(at);
}

/** "20 Nov 2026, 10:28:04": every part, for where there must be no doubt. */
export function fullTime(at: Date, zone: string): string {
  return format(zone, "full", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(at);
}
