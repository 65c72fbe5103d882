"use client";

import { useTranslations } from "next-intl";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { useSubmission } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { undo } from "../actions";
import { type Decided, type DecisionDialogProps, WhatIsDecided } from "./dialog-parts";
import { LATE } from "./late-notice";

/** Asks somebody before their own approval is taken back. */
export function UndoDialog({ operation, seen, onClose, onDone, onLate }: DecisionDialogProps) {
  const t = useTranslations("decisions");
  const { state, submit } = useSubmission<Decided>(onDone);

  async function send() {
    const answer = await submit(() => undo({ operation: operation.id, revision: seen.revision }));
    if (answer && !answer.ok && LATE.has(answer.error.code)) onLate(answer.error);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("undoTitle")}
      description={<WhatIsDecided operation={operation} means={t("undoMeans")} />}
      busy={isBusy(state)}
      action={
        <Button
          variant="primary"
          data-autofocus
          busy={isBusy(state)}
          busyLabel={t("undoing")}
          onClick={() => void send()}
        >
          {t("undo")}
        </Button>
      }
    >
      <DecisionState state={state} />
    </AlertDialog>
  );
}
