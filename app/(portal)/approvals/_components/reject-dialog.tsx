"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { useSubmission } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { decide } from "../actions";
import { type Decided, type DecisionDialogProps, WhatIsDecided, wordsOf } from "./dialog-parts";
import { LATE } from "./late-notice";
import { ReasonField } from "./reason-field";

/** Asks for the reason before a request is turned down. */
export function RejectDialog({
  operation,
  seen,
  changed,
  onClose,
  onDone,
  onLate,
}: DecisionDialogProps & { changed: boolean }) {
  const t = useTranslations("decisions");
  const words = wordsOf(operation);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { state, submit } = useSubmission<Decided>(onDone);

  async function send() {
    if (reason.trim() === "") return setMissing(true);
    const answer = await submit(() =>
      decide({ operation: operation.id, ...seen, decision: "reject", comment: reason }),
    );
    if (answer && !answer.ok && LATE.has(answer.error.code)) onLate(answer.error);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`rejectTitle.${words.title}`)}
      description={<WhatIsDecided operation={operation} means={t(`rejectMeans.${words.means}`)} />}
      busy={isBusy(state)}
      action={
        <Button
          variant="danger-solid"
          disabled={changed}
          busy={isBusy(state)}
          busyLabel={t("rejecting")}
          onClick={() => void send()}
        >
          {t("reject")}
        </Button>
      }
    >
      <ReasonField
        value={reason}
        missing={missing}
        busy={isBusy(state)}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
      />
      <DecisionState state={state} />
    </AlertDialog>
  );
}
