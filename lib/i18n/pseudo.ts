const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçđéƒğħíĵķłɱñóþɋřšŧúṽŵẋýžÁɃÇĐÉƑĞĦÍĴĶŁṀÑÓÞɊŘŠŦÚṼŴẊÝŽ";

type Tree = { [key: string]: string | Tree };

/**
 * Accents every message of a tree and puts it into brackets, leaving ICU arguments, plural keywords and tags alone. A
 * text on screen without brackets is then hard-coded; one with a bracket missing is cut off.
 */
export function pseudoMessages<T extends Tree>(messages: T): T {
  const out: Tree = {};
  for (const [key, value] of Object.entries(messages)) {
    out[key] = typeof value === "string" ? `[${accentMessage(value)}]` : pseudoMessages(value);
  }
  return out as T;
}

/** Accents the visible letters of one ICU message and keeps its syntax. */
export function accentMessage(message: string): string {
  return accentText(message, 0, false).text;
}

function accentText(source: string, from: number, nested: boolean): { text: string; end: number } {
  let text = "";
  let at = from;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === "}" && nested) return { text, end: at };
    if (char === "{") {
      const argument = copyArgument(source, at);
      text += argument.text;
      at = argument.end;
    } else if (char === "<" && /^<\/?[a-z]/i.test(source.slice(at, at + 3))) {
      const close = source.indexOf(">", at) + 1;
      text += source.slice(at, close);
      at = close;
    } else {
      const index = PLAIN.indexOf(char);
      text += index < 0 ? char : ACCENTED.charAt(index);
      at += 1;
    }
  }
  return { text, end: at };
}

/** Copies `{name}` and `{name, number}` as they are; inside plural and select only the branches are accented. */
function copyArgument(source: string, from: number): { text: string; end: number } {
  const head = /^\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,/.exec(source.slice(from));
  if (!head) {
    const end = source.indexOf("}", from) + 1;
    return { text: source.slice(from, end), end };
  }
  let text = head[0];
  let at = from + text.length;
  while (at < source.length && source.charAt(at) !== "}") {
    if (source.charAt(at) !== "{") {
      text += source.charAt(at);
      at += 1;
      continue;
    }
    const branch = accentText(source, at + 1, true);
    text += `{${branch.text}}`;
    at = branch.end + 1;
  }
  return { text: `${text}}`, end: at + 1 };
}
