import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isKind } from "./kinds";

it("every violation that a verification can find has words for people", () => {
  const folders = ["db/functions", "lib/verification"];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
  const sources = files.filter((file) => /\/10[1-5]_[a-z_]+\.sql$|known-copies\.ts$/.test(file));
  const quoted = sources.flatMap((file) => {
    const text = readFileSync(file, "utf8").replaceAll("''", "'");
    return [...text.matchAll(/(?:SELECT|THEN|ELSE) '([a-z]+(?:-[a-z]+)+)'|found\("([a-z-]+)"|found\(\s*"([a-z-]+)"/g)];
  });
  const kinds = new Set(quoted.map(([, sql, one, other]) => sql ?? one ?? other ?? ""));
  expect(kinds.size).toBeGreaterThan(30);
  expect([...kinds].filter((kind) => !isKind(kind))).toEqual([]);
});
