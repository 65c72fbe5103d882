import { DomainError } from "@/lib/kernel/errors";

/** Deeper than any body of ours. */
const MAX_DEPTH = 16;

/**
 * A JSON body, strictly: UTF-8 without a byte-order mark, one value, no member named twice (in any object, however its name is escaped),
 * no half of a surrogate pair, at most 16 levels deep. `JSON.parse` alone keeps the last of two amounts and says nothing.
 * @throws DomainError `request.malformed-json`, `request.duplicate-field`
 */
export function readStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (text.startsWith("\uFEFF")) throw malformed("must not begin with a byte-order mark");
  const value = parse(text);
  checkMembers(text);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("is not valid UTF-8");
  }
}

function parse(text: string): unknown {
  if (text.trim() === "") throw malformed("is empty; a JSON object is expected");
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("is not valid JSON");
  }
}

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;

/** Walks over a text that is known to be JSON; only strings, brackets, colons and commas matter. */
function checkMembers(text: string): void {
  // One set of names per open object, null per open list.
  const open: (Set<string> | null)[] = [];
  let nameComes = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      STRING.lastIndex = at;
      const literal = STRING.exec(text)?.[0] ?? "";
      const string = JSON.parse(literal) as string;
      if (!string.isWellFormed()) throw malformed("holds half of a surrogate pair");
      if (nameComes) addName(open.at(-1), string);
      nameComes = false;
      at += literal.length - 1;
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? new Set() : null);
      nameComes = char === "{";
      if (open.length > MAX_DEPTH) throw malformed(`is nested more than ${MAX_DEPTH} levels deep`);
    } else if (char === "}" || char === "]") {
      open.pop();
      nameComes = false;
    } else if (char === ",") {
      nameComes = Boolean(open.at(-1));
    }
  }
}

function addName(names: Set<string> | null | undefined, name: string): void {
  if (names?.has(name)) {
    throw new DomainError("request.duplicate-field", { fields: [{ path: name, message: "is named more than once" }] });
  }
  names?.add(name);
}

function malformed(message: string): DomainError {
  return new DomainError("request.malformed-json", { fields: [{ path: "", message: `The body ${message}.` }] });
}
