/** Where the clock of a device is set, as its zone names it; not where the device is: a clock is set by its owner, or not at all. */
export type Place = { readonly city: string; readonly area: string };

/** Longer than the longest name of a zone. */
const LONGEST = 64;

/** As zones are written: "America/Argentina/Buenos_Aires". */
const WRITTEN = /^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/;

/**
 * The name of an IANA zone, in one spelling of its letters; null for a text that names none. What a browser says of its clock is anybody's text.
 * Without `isTimeZone`, which keeps what it has seen: a text may be written in thousands of ways.
 */
export function readTimeZone(text: string): string | null {
  // Offsets such as "+01:00" are zones to Intl, and say nothing of a place.
  if (text.length > LONGEST || !/^[A-Za-z]/.test(text)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions();
    // Runtimes put an older name in place of some ("Asia/Calcutta"): the browser's own is kept.
    return timeZone.toLowerCase() !== text.toLowerCase() && WRITTEN.test(text) ? text : timeZone;
  } catch {
    return null;
  }
}

/** The place that a zone is named after; null for a zone that is named after none, such as UTC. */
export function placeOf(zone: string | null): Place | null {
  const parts = (zone ?? "").split("/");
  const [area, city] = parts.slice(-2).map((part) => part.replaceAll("_", " "));
  return area && city && parts[0] !== "Etc" ? { city, area } : null;
}
