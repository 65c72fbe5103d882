/** What a key asks for. */
export type ShortcutAction =
  | { kind: "palette" | "help" | "create" | "select" | "chord" }
  | { kind: "go"; href: string }
  | { kind: "move"; step: 1 | -1 }
  | { kind: "press"; name: "approve" | "reject" | "back" };

type Key = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "defaultPrevented" | "target" | "isComposing"
>;

const PLAIN: Readonly<Record<string, ShortcutAction>> = {
  "?": { kind: "help" },
  "/": { kind: "palette" },
  c: { kind: "create" },
  g: { kind: "chord" },
  j: { kind: "move", step: 1 },
  k: { kind: "move", step: -1 },
  x: { kind: "select" },
  a: { kind: "press", name: "approve" },
  r: { kind: "press", name: "reject" },
};

/**
 * The action of a key press, or null. Ctrl or Cmd K works everywhere but in a dialog; the rest is off inside fields and
 * dialogs, and letters also where the person turned them off. After G the next letter names a place.
 */
export function shortcutOf(
  event: Key,
  state: { chord: boolean; singleKeys: boolean; places: readonly { letter: string; href: string }[] },
): ShortcutAction | null {
  if (event.defaultPrevented || event.isComposing || event.altKey) return null;
  const target = event.target as Partial<HTMLElement> | null;
  if (target?.closest?.("[role=dialog], [role=alertdialog]")) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return key === "k" ? { kind: "palette" } : null;
  if (target?.isContentEditable || target?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select"))
    return null;
  if (key === "Escape") return { kind: "press", name: "back" };
  if (!state.singleKeys) return null;
  if (state.chord) {
    const place = state.places.find((candidate) => candidate.letter === key);
    return place ? { kind: "go", href: place.href } : null;
  }
  return PLAIN[key] ?? null;
}
