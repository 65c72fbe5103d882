"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DecisionState } from "@/app/_operation-form/decision-state";
import type { SubmissionState } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { Refusal } from "@/lib/kernel/action-result";
import { ReasonField } from "../../../approvals/_components/reason-field";
import { isOfTheCode, StepUpField, useCode } from "../../../approvals/_components/step-up-field";
import { ProgressBar } from "../../_components/progress-bar";

/** Asks before rows of a file are decided: how many, what they come to, a reason or a fresh code where one is due. `done`: how many are, while it runs. */
export function DecideDialog({
  decision,
  count,
  sum,
  asksCode,
  done,
  refusal,
  onDecide,
  onClose,
}: {
  decision: "approve" | "reject";
  count: number;
  sum: string;
  asksCode: boolean;
  done: number | null;
  refusal: Refusal | null;
  onDecide: (comment: string, proof: { code?: string }) => void;
  onClose: () => void;
}) {
  const t = useTranslations("bulk.decide");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const approving = decision === "approve";
  const step = useCode(approving && asksCode);
  const busy = done !== null;
  const state: SubmissionState = refusal ? { phase: "refused", refusal } : { phase: "idle" };

  function send() {
    if (!approving && reason.trim() === "") return setMissing(true);
    const proof = step.take();
    if (proof) onDecide(approving ? "" : reason, proof);
  }

  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      busy={busy}
      title={t(`ask.${decision}`, { count })}
      description={
        <>
          <p className="mt-2 text-2xl font-semibold tracking-[-0.02em] text-ink tabular-nums">{sum}</p>
          <p className="mt-1">{t(approving ? "ask.approveMeans" : "ask.rejectMeans")}</p>
        </>
      }
      action={
        <Button variant={approving ? "primary" : "danger-solid"} busy={busy} onClick={send}>
          {t(approving ? "ask.approveButton" : "ask.rejectButton")}
        </Button>
      }
    >
      {approving ? null : (
        <ReasonField
          value={reason}
          missing={missing}
          busy={busy}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
        />
      )}
      {step.asked ? <StepUpField step={step} state={state} busy={busy} /> : null}
      {isOfTheCode(state) ? null : <DecisionState state={state} />}
      {busy ? <ProgressBar label={t("deciding")} done={done} total={count} /> : null}
    </AlertDialog>
  );
}
