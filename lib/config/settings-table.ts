import { settings } from "./env";

/** Set by `npm start` for its own children; nobody sets it by hand. */
const INTERNAL = new Set(["PORTAL_EMBEDDED"]);

/**
 * The README's table of settings, in Markdown, from the schema that reads them: name, default, meaning. A setting
 * without a default that is not optional is demanded where DATABASE_URL is set.
 */
export function settingsTable(): string {
  const rows = Object.entries(settings.shape)
    .filter(([name]) => !INTERNAL.has(name))
    .map(([name, schema]) => [`\`${name}\``, defaultOf(name, schema), schema.description ?? ""]);
  const lines = [["Setting", "Default", "What it does"], ["---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}

function defaultOf(name: string, schema: (typeof settings.shape)[keyof typeof settings.shape]): string {
  if (name === "DATABASE_URL") return "embedded";
  const given = schema.safeParse(undefined);
  if (!given.success) return "demanded with `DATABASE_URL`";
  return given.data === undefined ? "" : `\`${String(given.data)}\``;
}

const START = "<!-- settings:start -->";
const END = "<!-- settings:end -->";

/**
 * A text with the table between its markers renewed.
 * @throws Error when a marker is missing
 */
export function withSettingsTable(text: string): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error(`the text needs ${START} and ${END}`);
  return `${text.slice(0, start)}${START}\n${settingsTable()}\n${text.slice(end)}`;
}
