"use client";

import { ApproveDialog } from "./approve-dialog";
import type { DecisionDialogProps } from "./dialog-parts";
import { RecallDialog } from "./recall-dialog";
import { RejectDialog } from "./reject-dialog";
import { UndoDialog } from "./undo-dialog";

/** Which dialog is open. */
export type OpenDialog = "approve" | "reject" | "recall" | "undo" | null;

/** The dialogs of one operation; loaded with the first that is opened. `changed`: it is another one than the person has read. */
export function DecisionDialogs({
  open,
  changed,
  ...dialog
}: DecisionDialogProps & { open: OpenDialog; changed: boolean }) {
  if (open === "approve") return <ApproveDialog {...dialog} changed={changed} />;
  if (open === "reject") return <RejectDialog {...dialog} changed={changed} />;
  if (open === "undo") return <UndoDialog {...dialog} />;
  return open === "recall" ? <RecallDialog {...dialog} /> : null;
}
