import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const line = z.object({ at: z.string(), to: z.string(), text: z.string() });

/** One SMS of the trial; `code` is the only run of six digits in it, or of eight, which open a wallet. `at` in RFC 3339. */
export type TrialSms = {
  readonly at: string;
  readonly to: string;
  readonly text: string;
  readonly code: string | null;
};

// About three hundred SMS: more than anybody looks for.
const TAIL_BYTES = 64 * 1024;

/** The last SMS that "left", newest first. Reads the end of the file only: it grows as long as the trial lasts. */
export async function readSms(dataDir: string, most: number): Promise<TrialSms[]> {
  const text = await readTail(path.join(dataDir, "sms.jsonl"));
  const found: TrialSms[] = [];
  for (const one of text.split("\n").reverse()) {
    if (found.length >= most) break;
    const sms = parse(one);
    if (sms) found.push(sms);
  }
  return found;
}

function parse(text: string): TrialSms | null {
  try {
    const { at, to, text: body } = line.parse(JSON.parse(text));
    return { at, to, text: body, code: /(?<!\d)\d{6}(?:\d{2})?(?!\d)/.exec(body)?.[0] ?? null };
  } catch {
    // The tail may begin in the middle of a line; and an empty line is none.
    return null;
  }
}

async function readTail(file: string): Promise<string> {
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
