/** A calendar day in some zone, "2026-11-20". */
export type LocalDate = string;

const MINUTE = 60_000;
/** More minutes than the longest local day has (a two-hour change of clocks makes 26 hours). */
const LONGEST_DAY_IN_MINUTES = 50 * 60;

// Making a formatter costs a hundred times what using it does.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(zone, clock);
  return clock;
}

function partsOf(instant: Date, zone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
}

/** Whether a text is the name of a zone of the IANA database that this runtime knows, such as "Africa/Lagos". */
export function isTimeZone(text: string): boolean {
  try {
    // Offsets such as "+01:00" are zones to Intl, but know no change of clocks.
    return /^[A-Za-z]/.test(text) && clockOf(text) !== undefined;
  } catch {
    return false;
  }
}

/** The day it is in `zone` at `instant`: what "today" means to a distributor in that zone. */
export function localDate(instant: Date, zone: string): LocalDate {
  const { year = "", month, day } = partsOf(instant, zone);
  return `${year.padStart(4, "0")}-${month}-${day}`;
}

/** The hour of the day it is in `zone` at `instant`, 0 to 23. */
export function localHour(instant: Date, zone: string): number {
  return Number(partsOf(instant, zone).hour);
}

/**
 * The first instant of the day it is in `zone` at `instant`. Where the change of clocks skips midnight that is later than
 * 00:00 (01:00 in Beirut in spring). Searched for, not computed, so that no rule about offsets is assumed but that they
 * change on whole minutes, as they have since 1972.
 */
export function startOfLocalDay(instant: Date, zone: string): Date {
  const day = localDate(instant, zone);
  let inside = Math.floor(instant.getTime() / MINUTE);
  let before = inside - LONGEST_DAY_IN_MINUTES;
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2);
    if (localDate(new Date(middle * MINUTE), zone) < day) before = middle;
    else inside = middle;
  }
  return new Date(inside * MINUTE);
}

/** The zone as people name it, with its offset at that instant: "Lagos time, UTC+1". */
export function zoneLabel(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  // Runtimes disagree whether Greenwich is "GMT" or "GMT+0".
  const offset = name.replace("GMT", "UTC").replace(/[+-]0$/, "");
  const city = (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
  return city === "UTC" ? "UTC" : `${city} time, ${offset}`;
}

/** The instant on the wire: RFC 3339, UTC, milliseconds, "2026-11-20T20:10:00.000Z". */
export function toRfc3339(instant: Date): string {
  return instant.toISOString();
}

const MICROSECONDS = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * Whether a text is an instant as the database writes them into cursors: RFC 3339 to the microsecond, UTC, this century. Days and hours that
 * do not exist are none: the database refuses what Date moves into the next month.
 */
export function isMicroInstant(text: string): boolean {
  if (!MICROSECONDS.test(text)) return false;
  const milliseconds = `${text.slice(0, 23)}Z`;
  const instant = new Date(milliseconds);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === milliseconds;
}

/**
 * The first instant of a calendar day in `zone`, or null for a text that is no day ("2026-02-30", "yesterday"),
 * or names one that the zone never had.
 */
export function startOfDate(date: LocalDate, zone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const noon = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== date) return null;
  // Noon in UTC lies on another day only in zones twelve hours or more away.
  const inside = [0, -12, 12]
    .map((hours) => new Date(noon.getTime() + hours * 60 * MINUTE))
    .find((instant) => localDate(instant, zone) === date);
  return inside ? startOfLocalDay(inside, zone) : null;
}

/** The calendar day `days` after another one (before it when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  const noon = new Date(`${date}T12:00:00Z`);
  return new Date(noon.getTime() + days * 1440 * MINUTE).toISOString().slice(0, 10);
}

/** The seven days of the ISO week of a day, Monday first. */
export function weekOf(date: LocalDate): LocalDate[] {
  const sinceMonday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, n) => addDays(date, n - sinceMonday));
}
