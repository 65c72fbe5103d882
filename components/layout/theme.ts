/** `system` follows the device and is stored as no cookie at all. */
export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** Read on the server before the first byte, so that the page never flashes in the other theme. */
export const THEME_COOKIE = "theme";

/** The theme a cookie asks for; anything unknown is the system's. */
export function readTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
