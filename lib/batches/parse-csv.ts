import { parse } from "csv-parse/sync";
import { DomainError } from "@/lib/kernel/errors";
import { type Sheet, toSheet } from "./sheet";

const SEPARATORS = [",", ";", "\t", "|"] as const;
const MAX_LINE = 256 * 1024;

/**
 * A CSV file as spreadsheets write it: separated by commas, semicolons or tabs, in UTF-8, UTF-16 with its mark, or Windows' western code page.
 * @throws DomainError `batches.unreadable`, and as `toSheet`
 */
export function parseCsv(content: Buffer): Sheet {
  const text = decode(content);
  let lines: string[][];
  try {
    lines = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MAX_LINE,
    });
  } catch (cause) {
    throw new DomainError("batches.unreadable", { cause });
  }
  return toSheet(lines);
}

function decode(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder("utf-16le").decode(content);
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder("utf-16be").decode(content);
  // A picture or an archive with another ending is no text.
  if (content.subarray(0, 4096).includes(0)) throw new DomainError("batches.unreadable");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("windows-1252").decode(content);
  }
}

/** What separates the first line most often, outside quotes. */
function separatorOf(text: string): string {
  const first = (text.split(/\r?\n/).find((line) => line.trim() !== "") ?? "").replace(/"[^"]*"/g, "");
  const [best = ","] = [...SEPARATORS].sort((a, b) => first.split(b).length - first.split(a).length);
  return best;
}
