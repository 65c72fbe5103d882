/** A browser and a system as people call them; null where the browser does not say. */
export type Device = { readonly browser: string | null; readonly system: string | null };

// In this order: each later one is named inside the earlier one's text too.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad|iPod)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** Names browser and system of a User-Agent header. Good enough to recognise one's own phone in a list, and no proof of anything. */
export function describeDevice(userAgent: string | null): Device {
  const name = (table: readonly [RegExp, string][]) => table.find(([mark]) => mark.test(userAgent ?? ""))?.[1] ?? null;
  return { browser: name(BROWSERS), system: name(SYSTEMS) };
}
