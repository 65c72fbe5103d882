"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { useSubmission } from "@/app/_operation-form/submission";
import { groupDigits } from "@/components/money/money-text";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { decideSeveral } from "../actions";
import { BulkResult, type RowResult } from "./bulk-result";
import { sumsOf } from "./bulk-sum";
import { ReasonField } from "./reason-field";
import { isOfTheCode, StepUpField, useStepUp } from "./step-up-field";

/**
 * Asks before several requests are decided, and shows afterwards what became of each. `onClose` is told which were not decided, or null
 * when nothing was sent.
 */
export function BulkDialog({
  decision,
  operations,
  onClose,
}: {
  decision: "approve" | "reject";
  operations: readonly SerialisedOperation[];
  onClose: (failed: readonly string[] | null) => void;
}) {
  const t = useTranslations("approvalsDesk.bulk");
  const td = useTranslations("decisions");
  const to = useTranslations("operations.title");
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [results, setResults] = useState<readonly RowResult[] | null>(null);
  const { state, submit } = useSubmission<readonly RowResult[]>(setResults);
  const count = operations.length;
  const approving = decision === "approve";
  const busy = isBusy(state);
  const step = useStepUp(operations, approving);

  function send() {
    if (!approving && reason.trim() === "") return setMissing(true);
    const proof = step.take();
    if (!proof) return;
    void submit(() =>
      decideSeveral({
        ...proof,
        decision,
        comment: approving ? "" : reason,
        operations: operations.map(({ id, revision, digest }) => ({ operation: id, revision, digest })),
      }),
    );
  }

  if (results) {
    return (
      <BulkResult
        operations={operations}
        results={results}
        onClose={() => {
          onClose(results.flatMap((result) => (result.ok ? [] : [result.id])));
          startTransition(() => router.refresh());
        }}
      />
    );
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose(null)}
      title={t(approving ? "approveTitle" : "rejectTitle", { count })}
      description={
        <>
          <p className="mt-2 text-2xl font-semibold tracking-[-0.02em] text-ink tabular-nums">
            {sumsOf(operations.flatMap(({ money }) => money ?? [])).join(" · ")}
          </p>
          <p className="mt-1">{t(approving ? "approveMeans" : "rejectMeans")}</p>
        </>
      }
      busy={busy}
      action={
        <Button
          variant={approving ? "primary" : "danger-solid"}
          data-autofocus={approving && !step.asked ? true : undefined}
          busy={busy}
          busyLabel={td(approving ? "approving" : "rejecting")}
          onClick={send}
        >
          {td(decision)}
        </Button>
      }
    >
      <ul
        aria-label={t("list")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="flat-list max-h-44 overflow-y-auto rounded-control border border-line text-s"
      >
        {operations.map((operation) => (
          <li key={operation.id} className="flex gap-3 border-b border-line px-3 py-2 last:border-b-0">
            <span className="min-w-0 flex-1 truncate">{to(operation.type, { name: operation.counterparty.name })}</span>
            <span className="font-medium whitespace-nowrap tabular-nums">
              {operation.money ? groupDigits(operation.money.amount) : null}
            </span>
          </li>
        ))}
      </ul>
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
    </AlertDialog>
  );
}
