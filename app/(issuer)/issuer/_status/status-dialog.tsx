"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { DecisionState, isBusy } from "@/app/_operation-form/decision-state";
import { newKey } from "@/app/_operation-form/draft";
import { useSubmission } from "@/app/_operation-form/submission";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { showToast } from "@/components/ui/show-toast";
import { Textarea } from "@/components/ui/textarea";
import { reinstate, suspend } from "./actions";
import type { Whom } from "./whom";

/** Asks for the reason first: a suspension takes effect at once, its end needs a second person. */
export function StatusDialog({ whom, onClose }: { whom: Whom; onClose: () => void }) {
  const t = useTranslations("issuer.status");
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  // One request, however often an answer is lost.
  const [key] = useState(newKey);
  const { kind, id, name, status } = whom;
  const suspends = status === "active";
  const { state, submit } = useSubmission<{ operationId: string } | null>((made) => {
    onClose();
    startTransition(() => {
      if (made) router.push(`/issuer/operations/${made.operationId}?made=${kind}-reinstate`);
      else {
        showToast({ tone: "good", title: t("nowSuspended", { name }) });
        router.refresh();
      }
    });
  });

  function send() {
    const text = reason.trim();
    if (text === "") return setMissing(true);
    const asked = { whom: { kind, id }, reason: text };
    void submit(() => (suspends ? suspend(asked) : reinstate({ key, ...asked })));
  }

  const readBy = kind === "distributor" && suspends ? t("reasonRead") : undefined;
  const words = suspends ? "suspending" : "reinstating";
  return (
    <AlertDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`${words}.title`, { name })}
      description={t(`${words}.${kind}`)}
      busy={isBusy(state)}
      action={
        <Button
          variant={suspends ? "danger-solid" : "primary"}
          busy={isBusy(state)}
          busyLabel={t(`${words}.busy`)}
          onClick={send}
        >
          {t(`${words}.submit`)}
        </Button>
      }
    >
      <Field name="reason" label={t("reason")} hint={readBy} error={isMissing ? t("reasonMissing") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            data-autofocus
            rows={2}
            value={reason}
            maxLength={280}
            readOnly={isBusy(state)}
            onChange={(event) => {
              setReason(event.target.value);
              setMissing(false);
            }}
          />
        )}
      </Field>
      <DecisionState state={state} />
    </AlertDialog>
  );
}
