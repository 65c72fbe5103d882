"use client";

import dynamic from "next/dynamic";
import type { DialogProps } from "./dialog-panel";
import { useOnceOpen } from "./once-open";

const Panel = dynamic(() => import("./dialog-panel").then((found) => found.DialogPanel), { ssr: false });

/** A modal for a task of its own. For a question before a decision take AlertDialog. */
export function Dialog(props: DialogProps) {
  return useOnceOpen(props.open) ? <Panel {...props} /> : null;
}
