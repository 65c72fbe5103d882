"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyId } from "@/components/ui/copy-id";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/kernel/action-result";
import { type Sample, ShownSecret } from "./shown-secret";
import { useSecret } from "./use-secret";

/**
 * Makes a secret and shows it, this once: it is in the answer of this request and in this dialog, which cannot be left before somebody says
 * that they have stored it.
 */
export function SecretDialog({
  title,
  means,
  submitLabel,
  sample,
  send,
  onClose,
  children,
}: {
  title: string;
  means: ReactNode;
  submitLabel: string;
  sample: Sample;
  send: () => Promise<ActionResult<{ secret: string }>>;
  onClose: () => void;
  /** What is chosen before it is made. */
  children?: ReactNode;
}) {
  const t = useTranslations("apiKeys.secret");
  const tu = useTranslations("ui");
  const router = useRouter();
  const { state, ask } = useSecret();
  const [isStored, setStored] = useState(false);
  const [isReminded, setReminded] = useState(false);
  const isShown = state.phase === "shown";
  useWarningBeforeLeaving(isShown && !isStored);

  function leave() {
    if (state.phase === "sending") return;
    if (isShown && !isStored) return setReminded(true);
    onClose();
    if (state.phase !== "asking") router.refresh();
  }

  return (
    <Dialog
      open
      wide={isShown}
      onOpenChange={(open) => open || leave()}
      title={isShown ? t("title") : title}
      description={isShown ? t("once") : means}
      footer={
        isShown ? (
          <Button variant="primary" disabled={!isStored} onClick={leave}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={leave} disabled={state.phase === "sending"}>
              {state.phase === "lost" ? tu("close") : tu("cancel")}
            </Button>
            {state.phase === "lost" ? null : (
              <Button
                variant="primary"
                busy={state.phase === "sending"}
                busyLabel={t("making")}
                onClick={() => void ask(send)}
              >
                {submitLabel}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {state.phase === "lost" ? (
          <Callout role="alert" title={t("lost.title")}>
            {t("lost.text")}
          </Callout>
        ) : null}
        {state.phase === "refused" ? (
          <Callout tone="bad" role="alert">
            {state.refusal.message} <CopyId value={state.refusal.requestId} />
          </Callout>
        ) : null}
        {isShown ? (
          <>
            <ShownSecret secret={state.secret} sample={sample} />
            <Checkbox checked={isStored} onChange={(event) => setStored(event.target.checked)}>
              {t("stored")}
            </Checkbox>
            <p role="status" className="text-s text-wait empty:hidden">
              {isReminded && !isStored ? t("reminder") : ""}
            </p>
          </>
        ) : (
          children
        )}
      </div>
    </Dialog>
  );
}

/** A page that is closed takes the secret with it. */
function useWarningBeforeLeaving(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isNeeded]);
}
