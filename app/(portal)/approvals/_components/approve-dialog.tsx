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
import { isOfTheCode, StepUpField, useStepUp } from "./step-up-field";

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
  const step = useStepUp([operation], true);
  const { needed, given } = operation.approvals;
  const others = needed - given - 1;

  async function send() {
    const proof = step.take();
    if (!proof) return;
    const answer = await submit(() =>
      decide({ operation: operation.id, ...seen, ...proof, decision: "approve", comment }),
    );
    if (answer && !answer.ok && LATE.has(answer.error.code)) onLate(answer.error);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`approveTitle.${words.title}`)}
      description={
        <WhatIsDecided
          operation={operation}
          means={others > 0 ? t("approveMeans.more", { count: others }) : t(`approveMeans.${words.means}`)}
        />
      }
      busy={isBusy(state)}
      action={
        <Button
          variant="primary"
          data-autofocus={step.asked ? undefined : true}
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
      {step.asked ? <StepUpField step={step} state={state} busy={isBusy(state)} /> : null}
      {isOfTheCode(state) ? null : <DecisionState state={state} />}
    </AlertDialog>
  );
}
