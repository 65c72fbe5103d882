import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { appendCopies, type Copy, copiesPath, readCopies } from "./copies-file";

const issuer = newId("issuer");
const organisation = newId("distributor");
const copy = (sequence: number): Copy => ({
  organisation,
  kind: "audit",
  sequence,
  hash: `${sequence}`.padStart(64, "0"),
});

describe("the file of copies", () => {
  let folder: string;
  let file: string;
  const append = (...copies: Copy[]) => appendCopies(folder, issuer, readCopies(file), copies, new Date());
  const lines = () => readFileSync(file, "utf8").trimEnd().split("\n");

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "copies-"));
    file = copiesPath(folder, issuer);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is not there before the first copy", () => {
    expect(readCopies(file)).toBeNull();
  });

  it("gives back what was appended, in order, as one chain", () => {
    append(copy(1), copy(2));
    append(copy(3));
    const read = readCopies(file);
    expect(read).toMatchObject({ copies: [copy(1), copy(2), copy(3)], brokenAt: null, torn: false });
    expect(new Set(read?.chain).size).toBe(3);
  });

  it("tells where a line was removed", () => {
    append(copy(1), copy(2), copy(3), copy(4));
    writeFileSync(
      file,
      `${lines()
        .filter((_, n) => n !== 1)
        .join("\n")}\n`,
    );
    expect(readCopies(file)?.brokenAt).toBe(2);
  });

  it.each(["at", "issuer", "organisation", "kind", "sequence", "hash"])(
    "tells where the %s of a line was changed",
    (member) => {
      append(copy(1), copy(2), copy(3));
      const [one, two, three] = lines();
      const changed = JSON.stringify({ ...JSON.parse(two ?? ""), [member]: member === "sequence" ? 7 : "another" });
      writeFileSync(file, `${[one, changed, three].join("\n")}\n`);
      expect(readCopies(file)?.brokenAt).toBe(2);
    },
  );

  it.each([
    ["an organisation", { organisation: "x" }],
    ["a kind of chain", { kind: "other" }],
    ["a sequence number", { sequence: 1.5 }],
    ["a hash", { hash: "x" }],
    ["anything", null],
  ])("tells of a line that names no such thing as %s, and gives no copy of it", (_, wrong) => {
    append(copy(1));
    if (wrong) append({ ...copy(2), ...wrong } as Copy);
    else appendFileSync(file, "{}\n");
    expect(readCopies(file)).toMatchObject({ copies: [copy(1)], brokenAt: 2, torn: false });
  });

  it("passes over half a line that a killed writer left, and goes on behind it", () => {
    append(copy(1));
    appendFileSync(file, '{"at":"2026-01-01T00:00:00.000Z","issuer":"');
    expect(readCopies(file)).toMatchObject({ copies: [copy(1)], brokenAt: null, torn: true });
    append(copy(2));
    expect(readCopies(file)).toMatchObject({ copies: [copy(1), copy(2)], brokenAt: null, torn: false });
  });
});
