"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { ActionResult } from "@/lib/kernel/action-result";
import { ActDialog } from "../../../people/[id]/_components/act-dialog";
import { useAct } from "../../../people/[id]/_components/use-act";

/** A dialog for what takes a reason. `send` gets it with the key that makes a request which is sent twice one request. */
export function ReasonAct({
  type,
  title,
  means,
  submitLabel,
  danger = false,
  send,
  onClose,
}: {
  /** Of the operation, where one is made. */
  type: string;
  title: string;
  means: ReactNode;
  submitLabel: string;
  danger?: boolean;
  send: (asked: { reason: string; key: string }) => Promise<ActionResult<{ operationId: string | null }>>;
  onClose: () => void;
}) {
  const t = useTranslations("apiKeys");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const act = useAct({ type, operationsPath: "/operations", onClose });

  function submit() {
    const words = reason.trim();
    setMissing(words === "");
    if (words !== "") void act.send(() => send({ reason: words, key: act.key }));
  }

  return (
    <ActDialog
      title={title}
      means={means}
      submitLabel={submitLabel}
      danger={danger}
      act={act}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field name="reason" label={t("reason")} error={missing ? t("reasonMissing") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={280}
            value={reason}
            readOnly={act.busy}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
