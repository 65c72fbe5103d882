import { expect, test } from "vitest";
import { shortcutOf } from "./shortcut-of";

const places = [{ letter: "a", href: "/approvals" }];
const open = { chord: false, singleKeys: true, places };

function key(name: string, inside = "", more: Partial<KeyboardEvent> = {}) {
  const target = { closest: (selector: string) => (inside !== "" && selector.includes(inside) ? {} : null) };
  return {
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    defaultPrevented: false,
    isComposing: false,
    target: target as unknown as EventTarget,
    ...more,
  };
}

test("A opens the approve dialog, and after G goes to approvals instead", () => {
  expect(shortcutOf(key("a"), open)).toEqual({ kind: "press", name: "approve" });
  expect(shortcutOf(key("a"), { ...open, chord: true })).toEqual({ kind: "go", href: "/approvals" });
});

test("letters do nothing inside a field or a dialog, nor with Alt", () => {
  expect(shortcutOf(key("a", "textarea"), open)).toBeNull();
  expect(shortcutOf(key("a", "[role=dialog]"), open)).toBeNull();
  expect(shortcutOf(key("a", "", { altKey: true }), open)).toBeNull();
});

test("Ctrl K opens the palette inside a field too, not inside a dialog", () => {
  expect(shortcutOf(key("k", "textarea", { ctrlKey: true }), open)).toEqual({ kind: "palette" });
  expect(shortcutOf(key("k", "[role=dialog]", { ctrlKey: true }), open)).toBeNull();
});

test("a person can turn single keys off; Ctrl K and Esc stay", () => {
  const off = { ...open, singleKeys: false };
  expect(shortcutOf(key("r"), off)).toBeNull();
  expect(shortcutOf(key("?"), off)).toBeNull();
  expect(shortcutOf(key("Escape"), off)).toEqual({ kind: "press", name: "back" });
  expect(shortcutOf(key("k", "", { metaKey: true }), off)).toEqual({ kind: "palette" });
});
