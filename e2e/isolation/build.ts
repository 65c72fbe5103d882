import { readFileSync } from "node:fs";

/** A server action as the build has registered it: its file, its name, the id by which pages call it, and the files of pages that can. */
export type BuiltAction = {
  readonly thing: string;
  readonly id: string;
  readonly pages: readonly string[];
};

/** Every server action of the build that is served, by file and name. */
export function builtActions(): BuiltAction[] {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    thing: `${filename}#${exportedName}`,
    pages: Object.keys(workers).map((page) => `${page}.tsx`),
  }));
}
