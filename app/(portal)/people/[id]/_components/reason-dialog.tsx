"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { CONTROL_HOURS } from "@/lib/kernel/periods";
import { askFor, suspend } from "../../actions";
import { ActDialog } from "./act-dialog";
import type { ActDialogProps } from "./act-dialog-props";
import { ForeseenChange } from "./foreseen";
import { useAct } from "./use-act";

/** What takes a reason: suspending acts at once, the others need a second person. */
export function ReasonDialog({
  person,
  operationsPath,
  onClose,
  act,
}: ActDialogProps & { act: "suspend" | "reinstate" | "remove" | "totp-reset" }) {
  const t = useTranslations("people.acts");
  const tp = useTranslations("people");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const sending = useAct({ type: `person-${act}`, operationsPath, onClose });

  function send() {
    const words = reason.trim();
    setMissing(words === "");
    if (words === "") return;
    void sending.send(() =>
      act === "suspend"
        ? suspend({ person: person.id, reason: words })
        : askFor({ person: person.id, key: sending.key, reason: words, type: `person-${act}` }),
    );
  }

  return (
    <ActDialog
      title={t(`${act}.title`, { name: person.name })}
      means={t(`${act}.means`, { hours: CONTROL_HOURS })}
      submitLabel={t(`${act}.submit`)}
      danger={act === "suspend" || act === "remove"}
      act={sending}
      onClose={onClose}
      onSubmit={send}
    >
      {(act === "suspend" || act === "remove") && person.status === "active" ? (
        <ForeseenChange person={person.id} roles={[]} />
      ) : null}
      <Field name="reason" label={tp("reason")} error={missing ? tp("reasonMissing") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={280}
            value={reason}
            readOnly={sending.busy}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
