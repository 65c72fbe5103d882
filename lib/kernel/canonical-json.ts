import { DomainError } from "./errors";

/** Deeper than anything of ours; a hostile body nested thousands deep must not exhaust the stack. */
const MAX_DEPTH = 64;

/**
 * One text per value, to be hashed: members sorted by UTF-16 code unit, no white space, numbers and strings as
 * `JSON.stringify` writes them (RFC 8785). A bigint becomes a string of digits, a Date its RFC 3339 text; members that are
 * undefined are left out. Throws `request.invalid` for nesting over 64 levels, and TypeError for what JSON cannot say
 * (NaN, functions, undefined in a list, other objects), which is a bug of ours.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) {
    const message = `is nested more than ${MAX_DEPTH} levels deep`;
    throw new DomainError("request.invalid", { fields: [{ path: "", message }] });
  }
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(",")}]`;
  if (value instanceof Date) return `"${value.toISOString()}"`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${write(value[name], depth + 1)}`);
    return `{${members.join(",")}}`;
  }
  throw new TypeError(`not canonical JSON: ${typeof value === "object" ? "an object of a class" : String(value)}`);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The parent of a plain object of another realm is that realm's Object.prototype, whose own parent is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
