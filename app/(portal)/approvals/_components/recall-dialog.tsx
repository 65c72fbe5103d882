"use client";

import { useTranslations } from "next-intl";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { useSubmission } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { recall } from "../actions";
import { type Decided, type DecisionDialogProps, WhatIsDecided, wordsOf } from "./dialog-parts";
import { LATE } from "./late-notice";

/** Asks the maker before their own request is taken back. */
export function RecallDialog({ operation, onClose, onDone, onLate }: DecisionDialogProps) {
  const t = useTranslations("decisions");
  const words = wordsOf(operation);
  const { state, submit } = useSubmission<Decided>(onDone);

  async function send() {
    const answer = await submit(() => recall({ operation: operation.id }));
    if (answer && !answer.ok && LATE.has(answer.error.code)) onLate(answer.error);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`recallTitle.${words.title}`)}
      description={<WhatIsDecided operation={operation} means={t(`recallMeans.${words.means}`)} />}
      busy={isBusy(state)}
      action={
        <Button
          variant="primary"
          data-autofocus
          busy={isBusy(state)}
          busyLabel={t("recalling")}
          onClick={() => void send()}
        >
          {t("recall")}
        </Button>
      }
    >
      <DecisionState state={state} />
    </AlertDialog>
  );
}
