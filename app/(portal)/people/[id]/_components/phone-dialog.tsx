"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PhoneInput } from "@/components/money/phone-input";
import { Field } from "@/components/ui/field";
import { CONTROL_HOURS } from "@/lib/kernel/periods";
import { askForPhone } from "../../actions";
import { ActDialog } from "./act-dialog";
import type { ActDialogProps } from "./act-dialog-props";
import { useAct } from "./use-act";

/** Another phone for somebody: a second person decides, and then all of their sessions end. */
export function PhoneDialog({ person, operationsPath, onClose }: ActDialogProps) {
  const t = useTranslations("people.acts.phone");
  const [phone, setPhone] = useState("");
  const sending = useAct({ type: "person-phone", operationsPath, onClose });
  const { refusal } = sending;
  const wrong =
    refusal?.code === "phone.malformed"
      ? t("malformed")
      : refusal?.code === "people.phone-taken"
        ? refusal.message
        : undefined;
  return (
    <ActDialog
      title={t("title", { name: person.name })}
      means={t("means", { hours: CONTROL_HOURS })}
      submitLabel={t("submit")}
      disabled={phone.trim() === ""}
      act={wrong ? { ...sending, refusal: null } : sending}
      onClose={onClose}
      onSubmit={() =>
        void sending.send(() => askForPhone({ person: person.id, key: sending.key, phone: phone.trim() }))
      }
    >
      <Field name="phone" label={t("label")} hint={t("now", { phone: person.phone })} error={wrong}>
        {(control) => (
          <PhoneInput
            {...control}
            autoComplete="off"
            value={phone}
            readOnly={sending.busy}
            onChange={(event) => setPhone(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
