"use client";

import dynamic from "next/dynamic";
import { useOnceOpen } from "./once-open";
import type { SheetProps } from "./sheet-panel";

const Panel = dynamic(() => import("./sheet-panel").then((found) => found.SheetPanel), { ssr: false });

/** A panel for filters and the like: from below on a phone, from the right on a desktop. */
export function Sheet(props: SheetProps) {
  return useOnceOpen(props.open) ? <Panel {...props} /> : null;
}
