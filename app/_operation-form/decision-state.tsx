"use client";

import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { CopyId } from "@/components/ui/copy-id";
import { Spinner } from "@/components/ui/spinner";
import type { SubmissionState } from "./submission";

/** Where the decision stands: on its way with no answer yet, or refused. */
export function DecisionState({ state }: { state: SubmissionState }) {
  const t = useTranslations("decisions");
  if (state.phase === "unknown") {
    return (
      <Callout role="status">
        <span className="flex items-center gap-2.5">
          <Spinner />
          {t("unknown")}
        </span>
      </Callout>
    );
  }
  if (state.phase !== "refused") return null;
  return (
    <Callout tone="bad" role="alert">
      {state.refusal.message} <CopyId value={state.refusal.requestId} />
    </Callout>
  );
}

/** Whether the dialog waits for the server and cannot be left. */
export function isBusy(state: SubmissionState): boolean {
  return state.phase === "sending" || state.phase === "unknown" || state.phase === "done";
}
