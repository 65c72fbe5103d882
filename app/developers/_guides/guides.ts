import { readFileSync } from "node:fs";
import path from "node:path";

/** The guides, in the order in which somebody new reads them. Each is a Markdown file of this folder. */
export const GUIDES = ["first-call", "idempotency", "limits", "errors", "security", "going-live"] as const;

/** The name of a guide, as in its address. */
export type GuideName = (typeof GUIDES)[number];

/** A guide: its first heading, its first paragraph, and all of it as Markdown. */
export type Guide = {
  readonly name: GuideName;
  readonly title: string;
  readonly summary: string;
  readonly markdown: string;
};

const FOLDER = path.join(process.cwd(), "app/developers/_guides");
const SOURCES = new Map(GUIDES.map((name) => [name, readFileSync(path.join(FOLDER, `${name}.md`), "utf8")]));

/** Whether a text is the name of a guide. */
export function isGuide(text: string): text is GuideName {
  return (GUIDES as readonly string[]).includes(text);
}

/**
 * A guide for readers of a portal.
 * @param origin where the portal answers, for lines that can be copied as they are: "https://portal.example"
 */
export function readGuide(name: GuideName, origin: string): Guide {
  const markdown = (SOURCES.get(name) ?? "").replaceAll("{{origin}}", origin);
  const [heading = "", summary = ""] = markdown.split("\n\n");
  return { name, title: heading.replace(/^# /, ""), summary: summary.replace(/[`*]/g, ""), markdown };
}
