"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { useSubmission } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { decide } from "../actions";
import { type Decided, type DecisionDialogProps, WhatIsDecided, wordsOf } from "./dialog-parts";
import { LATE } from "./late-notice";

/** Asks before money moves: amount, words and name once more. Nothing is shown as done before the server says so. */
export function ApproveDialog({
  operation,
  seen,
  changed,
  onClose,
  onDone,
  onLate,
}: DecisionDialogProps & { changed: boolean }) {
  const t = useTranslations("decisions");
  const words = wordsOf(operation);
  const [comment, setComment] = useState("");
  const { state, submit } = useSubmission<Decided>(onDone);

  async function send() {
    const answer = await submit(() => decide({ operation: operation.id, ...seen, decision: "approve", comment }));
    if (answer && !answer.ok && LATE.has(answer.error.code)) onLate(answer.error);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`approveTitle.${words.title}`)}
      description={<WhatIsDecided operation={operation} means={t(`approveMeans.${words.means}`)} />}
      busy={isBusy(state)}
      action={
        <Button
          variant="primary"
          data-autofocus
          disabled={changed}
          busy={isBusy(state)}
          busyLabel={t("approving")}
          onClick={() => void send()}
        >
          {t("approve")}
        </Button>
      }
    >
      <Field name="comment" label={t("comment")} optional>
        {(control) => (
          <Input
            {...control}
            value={comment}
            maxLength={280}
            autoComplete="off"
            readOnly={isBusy(state)}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <DecisionState state={state} />
    </AlertDialog>
  );
}
