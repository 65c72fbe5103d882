import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { AUDIT_ACTIONS, AUDIT_ACTS, AUDIT_GROUPS } from "./schemas";

const DONE: readonly string[] = AUDIT_GROUPS.flatMap((group) => [...AUDIT_ACTS[group].done]);
const TRIED: readonly string[] = AUDIT_GROUPS.flatMap((group) => [...AUDIT_ACTS[group].tried]);

/** Names that are put together, and what they come to. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  ["operation.$" + "{status}"]: ["completed", "failed", "rejected", "cancelled", "expired"].map(
    (s) => `operation.${s}`,
  ),
  ["$" + "{kind}.suspended"]: ["distributor", "merchant", "customer"].map((kind) => `${kind}.suspended`),
  ["$" + "{kind}.reinstated"]: ["distributor", "merchant", "customer"].map((kind) => `${kind}.reinstated`),
  ["$" + "{kind}.suspend"]: ["distributor", "merchant", "customer"].map((kind) => `${kind}.suspend`),
};

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["lib", "app"].flatMap((folder) =>
  (readdirSync(path.join(root, folder), { recursive: true }) as string[])
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|spec)\.tsx?$/.test(name))
    .map((name) => path.join(folder, name)),
);

/** Every action that a file writes to the audit, by the line that names it; what is tried has `tries` near it or is a constant of tries. */
function written(file: string): { name: string; tried: boolean; at: string }[] {
  const text = readFileSync(path.join(root, file), "utf8").replaceAll(/^ *\*.*$/gm, "");
  const found = [
    ...text.matchAll(/(?<=\baction: [^\n;,]*)(["`])((?:[a-z][a-z-]*|\$\{[a-z]+\})(?:\.(?:[a-z-]+|\$\{[a-z]+\}))*)\1/g),
  ];
  return found.flatMap(({ 2: name = "", index }) => {
    // Of a choice, the texts that are compared are no names: those have a dot, or stand alone.
    if (!name.includes(".") && !/action: .$/.test(text.slice(0, index + 1))) return [];
    const before = text.slice(Math.max(0, index - 160), index);
    const at = `${file}:${text.slice(0, index).split("\n").length}`;
    return [{ name, at, tried: /\btries\b|SUBMITTING/.test(before.slice(before.lastIndexOf(";") + 1)) }];
  });
}

/** What the database writes to the audit by itself. */
function writtenInSql(): { name: string; tried: boolean; at: string }[] {
  const folder = path.join(root, "db/functions");
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(path.join(folder, file), "utf8").matchAll(/'action', '([a-z.-]+)'/g)].map(({ 1: name = "" }) => ({
      name,
      tried: false,
      at: `db/functions/${file}`,
    })),
  );
}

const all = sources
  .filter((file) => !file.startsWith(`lib${path.sep}audit${path.sep}schemas`))
  .flatMap(written)
  .concat(writtenInSql());

describe("the actions of the audit", () => {
  it("are found in the code", () => {
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(["operation.submitted", "sign-in.completed"]));
  });

  it("are all known, so that each has a sentence", () => {
    const unknown = all.filter(({ name, tried }) =>
      tried
        ? !(COMPOSED[name] ?? [name]).every((one) => TRIED.includes(one))
        : !(COMPOSED[name] ?? [name]).every((one) => DONE.includes(one)),
    );
    expect(unknown.map(({ name, at, tried }) => `${at}: ${name} ${tried ? "is tried" : "is done"}`)).toEqual([]);
  });

  it("each have a sentence, and no sentence is about an action that there is not", () => {
    const keys = AUDIT_ACTIONS.map((action) => action.replaceAll(".", "_"));
    expect(Object.keys(messages.audit.sentences).sort()).toEqual([...keys].sort());
  });
});
