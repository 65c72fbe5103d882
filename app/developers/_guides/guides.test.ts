import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "@/lib/api/distributor-v1/endpoints";
import { BESIDE_ENDPOINTS, codesOf } from "@/lib/api/document/codes";
import { STATUS } from "@/lib/http/problem";
import { ERRORS } from "@/lib/kernel/errors";
import { GUIDES, readGuide } from "./guides";

const ORIGIN = "https://portal.example";
const guides = GUIDES.map((name) => readGuide(name, ORIGIN));

describe("the guides", () => {
  it("are the Markdown files of their folder, each with a title and a summary", () => {
    const files = readdirSync("app/developers/_guides").filter((file) => file.endsWith(".md"));
    expect(files.sort()).toEqual(GUIDES.map((name) => `${name}.md`).sort());
    for (const { title, summary } of guides) {
      expect(title).toMatch(/^[A-Z][\w ]+$/);
      expect(summary.length).toBeGreaterThan(40);
    }
  });

  it("name the portal that serves them, in lines that can be copied", () => {
    expect(readGuide("first-call", ORIGIN).markdown).toContain(`export PORTAL=${ORIGIN}\n`);
    for (const { markdown } of guides) expect(markdown).not.toContain("{{");
  });

  it("link only to what there is", () => {
    const there = [...GUIDES.map((name) => `/developers/${name}`), "/developers/reference", "/settings/api-keys"];
    for (const { markdown } of guides) {
      for (const [, target = ""] of markdown.matchAll(/\]\(([^)]+)\)/g)) expect(there).toContain(target);
    }
  });
});

describe("the guide to errors", () => {
  const rows = readGuide("errors", ORIGIN)
    .markdown.split("\n## ")
    .flatMap((section) =>
      [...section.matchAll(/^\| `([\w.-]+)` \| (.+) \|$/gm)].map(([, code = "", advice = ""]) => ({
        statuses: section.split("\n", 1)[0] ?? "",
        code,
        advice,
      })),
    );

  it("says what to do about each code of the API, under each status that it has, and about no other", () => {
    const documented = [
      ...ENDPOINTS.flatMap((one) =>
        [...codesOf(one)].flatMap(([status, codes]) => codes.map((code) => `${status} ${code}`)),
      ),
      ...BESIDE_ENDPOINTS.map((code) => `${STATUS[ERRORS[code].kind]} ${code}`),
    ];
    const statusesOf = (text: string) => text.replace("5xx", "500, 503").match(/\d{3}/g) ?? [];
    const told = rows.flatMap(({ statuses, code }) => statusesOf(statuses).map((status) => `${status} ${code}`));
    // A section may stand for two statuses, of which a code has one.
    const missing = [...new Set(documented)].filter((one) => !told.includes(one));
    const invented = rows.filter(({ code }) => !documented.some((one) => one.endsWith(` ${code}`)));
    expect({ missing, invented }).toEqual({ missing: [], invented: [] });
  });

  it("gives advice, not the message once more", () => {
    const messages = Object.values(ERRORS).map(({ message }) => message);
    for (const { advice } of rows) {
      expect(advice.length).toBeGreaterThan(10);
      expect(messages).not.toContain(advice);
    }
  });
});
