"use client";

import dynamic from "next/dynamic";
import type { AlertDialogProps } from "./alert-dialog-panel";
import { useOnceOpen } from "./once-open";

const Panel = dynamic(() => import("./alert-dialog-panel").then((found) => found.AlertDialogPanel), { ssr: false });

/**
 * Asks before something that cannot be undone. `action` is the confirming button (or a SubmitButton inside `form`);
 * nothing closes by itself, so that the dialog can show "Approving…" and then the server's answer. While `busy` it
 * cannot be left.
 */
export function AlertDialog(props: AlertDialogProps) {
  return useOnceOpen(props.open) ? <Panel {...props} /> : null;
}
