/** What a piece of code is drawn as. */
export type Ink = "plain" | "text" | "name" | "variable" | "note";

/** A piece of code, and its ink. */
export type Piece = { readonly text: string; readonly ink: Ink };

const RULES: Readonly<Record<string, RegExp>> = {
  json: /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*")/g,
  sh: /(?<note>(?<=^|\s)#[^\n]*)|(?<variable>\$[A-Z_]+)|(?<text>'[^']*')/g,
};

/** Code in pieces that are drawn differently: strings, names, variables. Joined they are the code. */
export function inked(code: string, language: string): Piece[] {
  const rule = RULES[language];
  if (!rule) return [{ text: code, ink: "plain" }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of code.matchAll(rule)) {
    if (match.index > at) pieces.push({ text: code.slice(at, match.index), ink: "plain" });
    const [ink = "plain"] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    pieces.push({ text: match[0], ink: ink as Ink });
    at = match.index + match[0].length;
  }
  if (at < code.length) pieces.push({ text: code.slice(at), ink: "plain" });
  return pieces;
}
