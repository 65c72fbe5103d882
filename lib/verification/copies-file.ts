import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { ChainKind } from "./finding";

/** The head of one chain as it stood at a time. `hash` is 64 hex digits. */
export type Copy = {
  readonly organisation: OrganisationId;
  readonly kind: ChainKind;
  readonly sequence: number;
  readonly hash: string;
};

/**
 * What a file of copies says. `chain` are the links of its lines, by line (the first is number 0): each is the SHA-256 of the link before and
 * the line's text. `brokenAt` is the first line that does not follow from the one before it, counted from 1.
 */
export type CopiesRead = {
  readonly copies: readonly Copy[];
  readonly chain: readonly string[];
  readonly brokenAt: number | null;
  /** The end of the file is half a line: a writer was killed, or the disk was full. */
  readonly torn: boolean;
};

const FIRST = "00".repeat(32);

/** Where an issuer's copies are kept. */
export function copiesPath(folder: string, issuer: Id<"issuer">): string {
  return path.join(folder, `chain-heads-${issuer}.jsonl`);
}

/**
 * Reads a file of copies: JSON lines of at, issuer, organisation, kind, sequence, hash, and `line`, which chains them. Half a line is passed
 * over, since a writer may have been killed in it; a whole line that is missing, changed or no copy breaks the chain.
 * @returns null when there is no file
 */
export function readCopies(file: string): CopiesRead | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const copies: Copy[] = [];
  const chain: string[] = [];
  let brokenAt: number | null = null;
  let number = 0;
  for (const line of text.split("\n")) {
    number += 1;
    if (!line.endsWith("}")) continue;
    const parsed = parseLine(line);
    if (!parsed) {
      brokenAt ??= number;
      continue;
    }
    const { line: claimed, ...said } = parsed;
    if (brokenAt === null && claimed !== link(chain.at(-1) ?? FIRST, said)) brokenAt = number;
    chain.push(claimed);
    copies.push({ organisation: said.organisation, kind: said.kind, sequence: said.sequence, hash: said.hash });
  }
  return { copies, chain, brokenAt, torn: text !== "" && !text.endsWith("\n") };
}

/**
 * Appends copies to an issuer's file and has them on the disk when it returns. One writer at a time: the caller holds the lock.
 * @param read the file as it stands, null when there is none
 */
export function appendCopies(
  folder: string,
  issuer: Id<"issuer">,
  read: CopiesRead | null,
  copies: readonly Copy[],
  at: Date,
): void {
  let before = read?.chain.at(-1) ?? FIRST;
  const lines = copies.map(({ organisation, kind, sequence, hash }) => {
    const said = { at: at.toISOString(), issuer, organisation, kind, sequence, hash };
    before = link(before, said);
    return `${JSON.stringify({ ...said, line: before })}\n`;
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = openSync(copiesPath(folder, issuer), "a", 0o600);
  try {
    writeSync(handle, `${read?.torn ? "\n" : ""}${lines.join("")}`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (!read) keepName(folder);
}

// A new file is there after a power cut only when its folder is on the disk, too.
function keepName(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

type Said = Copy & { readonly at: string; readonly issuer: string };

function link(before: string, { at, issuer, organisation, kind, sequence, hash }: Said): string {
  const text = JSON.stringify({ at, issuer, organisation, kind, sequence, hash });
  return createHash("sha256").update(`${before}\n${text}`).digest("hex");
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

// What the database could not read as a copy would end each verification instead of failing it.
function parseLine(line: string): (Said & { readonly line: string }) | null {
  try {
    const value = JSON.parse(line) as Said & { line: string };
    const { organisation, kind, sequence, hash, line: claimed } = value;
    const isCopy =
      UUID.test(organisation) && (kind === "transfers" || kind === "audit") && Number.isSafeInteger(sequence);
    return isCopy && HASH.test(hash) && HASH.test(claimed) ? value : null;
  } catch {
    return null;
  }
}
