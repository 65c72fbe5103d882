import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/**
 * Writes a JSON file that only its owner can read, whole or not at all: beside its place first, on the disk, and then moved there.
 */
export function keepFile(file: string, content: unknown): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, "w", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(content, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  moveFile(beside, file);
}

/** Moves a file in one step; after this it is there for good, a power cut included. */
export function moveFile(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(path.dirname(to), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
