"use client";

import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useReturnFocus } from "@/components/ui/return-focus";
import { dismissOpenMenus } from "./dismiss-open-menus";
import { PALETTE_EVENT } from "./open-palette";
import type { Place } from "./place";
import { HELP_EVENT } from "./shortcut-help-button";
import { shortcutOf } from "./shortcut-of";
import { readSingleKeys } from "./single-keys";

const CommandPalette = dynamic(() => import("./command-palette").then((found) => found.CommandPalette), { ssr: false });
const ShortcutHelp = dynamic(() => import("./shortcut-help").then((found) => found.ShortcutHelp), { ssr: false });

/** How long after G a letter still means "go to". */
const CHORD = 1_500;

/** Clicks what a page has marked with `data-shortcut`, if it is there, seen and not inert. Nothing is decided here. */
function press(name: string): boolean {
  for (const target of document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`)) {
    const inert = target.matches(":disabled, [aria-disabled='true']");
    if (inert || target.getClientRects().length === 0) continue;
    target.click();
    return true;
  }
  return false;
}

/** Moves the focus by one row of the list; from nowhere to the first. */
function moveRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")].filter(
    (link) => link.getClientRects().length > 0,
  );
  const row = document.activeElement?.closest("[data-row]");
  const at = links.findIndex((link) => row?.contains(link));
  const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
  next?.focus();
}

/** Palette, list of shortcuts, and keys: they focus, go and open, and never decide. Off inside fields and dialogs. */
export function KeyboardLayer({
  places,
  createHref,
  searchPath,
}: {
  places: readonly Place[];
  createHref: string | undefined;
  searchPath: string;
}) {
  const router = useRouter();
  const path = usePathname();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const chordUntil = useRef(0);
  const { remember, giveBack } = useReturnFocus();
  const wasOpen = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes what was open on the old one
  useEffect(() => void dismissOpenMenus(null, true), [path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only opening and closing move the focus
  useEffect(() => {
    if (open === null && wasOpen.current) giveBack();
    wasOpen.current = open !== null;
  }, [open]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: remember only writes a ref
  useEffect(() => {
    function show(what: "palette" | "help") {
      remember();
      setOpen(what);
    }
    function onKey(event: KeyboardEvent) {
      const chord = Date.now() < chordUntil.current;
      const action = shortcutOf(event, { chord, singleKeys: readSingleKeys(), places });
      chordUntil.current = action?.kind === "chord" ? Date.now() + CHORD : 0;
      if (!action) return;
      if (action.kind === "press" && action.name === "back" && dismissOpenMenus(null)) return;
      event.preventDefault();
      if (action.kind === "palette") show("palette");
      if (action.kind === "help") show("help");
      if (action.kind === "go") router.push(action.href);
      if (action.kind === "create" && createHref) router.push(createHref);
      if (action.kind === "move") moveRow(action.step);
      if (action.kind === "select")
        document.activeElement?.closest("[data-row]")?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
      if (action.kind === "press") press(action.name);
    }
    const onPalette = () => show("palette");
    const onHelp = () => show("help");
    const onPointer = (event: PointerEvent) => void dismissOpenMenus(event.target as Node);
    addEventListener("keydown", onKey);
    addEventListener("pointerdown", onPointer);
    addEventListener(PALETTE_EVENT, onPalette);
    addEventListener(HELP_EVENT, onHelp);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("pointerdown", onPointer);
      removeEventListener(PALETTE_EVENT, onPalette);
      removeEventListener(HELP_EVENT, onHelp);
    };
  }, [places, createHref, router]);

  const close = () => setOpen(null);
  if (open === "palette") return <CommandPalette places={places} searchPath={searchPath} onClose={close} />;
  if (open === "help") return <ShortcutHelp places={places} onClose={close} />;
  return null;
}
