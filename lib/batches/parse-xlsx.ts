import { strToU8, Unzip, UnzipInflate, zipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { MAX_COLUMNS, MAX_ROWS } from "./schemas";
import { type Sheet, toSheet } from "./sheet";

/** What of a workbook is read: no pictures, macros or links to elsewhere. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
/** Unpacked. Ten thousand rows of ten columns come to a tenth of it. */
const MOST = 48 * 1024 * 1024;
const STEP = 64 * 1024;
/** Lines that are formatted and empty are read, too. */
const LAST_LINE = 2 * MAX_ROWS;

/** As many digits as a spreadsheet keeps of a number: a double tells any two of these apart. */
const KEPT_DIGITS = 15;

/**
 * The first sheet of a workbook. Numbers are texts as they were typed ({@link typedNumber}), never rounded.
 * @throws DomainError `batches.unreadable`, and as `toSheet`
 */
export async function parseXlsx(content: Buffer): Promise<Sheet> {
  try {
    const files = unpack(content);
    for (const [name, file] of files) if (name.startsWith("xl/worksheets/")) refuseVastSheet(file);
    // Packed anew, it is as large as it says, and has nothing in it but what was looked at.
    const safe = zipSync(Object.fromEntries(files), { level: 0 });
    const rows = await readSheet(Buffer.from(safe), { parseNumber: typedNumber });
    return toSheet(rows.map((row) => row.map(textOf)));
  } catch (error) {
    if (isDomainError(error)) throw error;
    throw new DomainError("batches.unreadable", { cause: error });
  }
}

/**
 * A number of a sheet as it was typed. Workbooks write the double that stands for it ("5000.1000000000004"), and the shortest text of that double is what was
 * typed, as far as spreadsheets keep digits. What has more of them was written by another program and stays as it is: it must not be rounded.
 */
export function typedNumber(text: string): string {
  const shortest = String(Number(text));
  const digits = shortest.replace(/e.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "");
  return /^[0-9]+$/.test(digits || "0") && digits.length <= KEPT_DIGITS ? shortest : text;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

// Piece by piece: an archive of a few kilobytes may hold gigabytes, and what it says of its sizes need not be true.
function unpack(content: Buffer): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let unpacked = 0;
  const unzip = new Unzip((file) => {
    if (!WANTED.test(file.name)) return;
    const pieces: Uint8Array[] = [];
    file.ondata = (error, piece, isLast) => {
      if (error) throw error;
      unpacked += piece.length;
      if (unpacked > MOST) throw new DomainError("batches.unreadable");
      pieces.push(piece);
      if (isLast) files.set(file.name, Buffer.concat(pieces));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < content.length; at += STEP) {
    unzip.push(content.subarray(at, at + STEP), at + STEP >= content.length);
  }
  if (!files.has("xl/workbook.xml")) throw new DomainError("batches.unreadable");
  return files;
}

const ADDRESS = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

// One cell in the last column of a sheet would have every row filled up to it.
function refuseVastSheet(file: Uint8Array): void {
  for (const [, double, single] of Buffer.from(file).toString("latin1").matchAll(ADDRESS)) {
    const [, letters = "", digits = ""] = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(double ?? single ?? "") ?? [];
    if (digits === "") throw new DomainError("batches.unreadable");
    if (Number(digits) > LAST_LINE) throw new DomainError("batches.too-many-rows", { details: { most: MAX_ROWS } });
    if (columnOf(letters) > MAX_COLUMNS) throw new DomainError("batches.too-wide", { details: { most: MAX_COLUMNS } });
  }
}

function columnOf(letters: string): number {
  return [...strToU8(letters)].reduce((column, letter) => column * 26 + letter - 64, 0);
}
