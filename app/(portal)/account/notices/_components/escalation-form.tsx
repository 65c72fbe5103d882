"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ESCALATE_AFTER } from "@/lib/notifications/schemas";
import { saveEscalation } from "../actions";
import { useDuration } from "./use-duration";
import { useSaving } from "./use-saving";

/** After how long a request that waits is told to everybody. */
export function EscalationForm({ minutes }: { minutes: number }) {
  const t = useTranslations("notices.settings");
  const durationOf = useDuration();
  const { busy, problem, save } = useSaving();
  const [chosen, setChosen] = useState(minutes);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const known = ESCALATE_AFTER.find((one) => one === chosen);
        if (known) save(() => saveEscalation({ minutes: known }));
      }}
    >
      <Field name="escalation" label={t("escalation.after")} error={problem}>
        {(control) => (
          <Select {...control} value={chosen} onChange={({ target }) => setChosen(Number(target.value))}>
            {ESCALATE_AFTER.map((one) => (
              <option key={one} value={one}>
                {durationOf(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end max-sm:[&>*]:flex-1">
        <Button type="submit" size="l" busy={busy} busyLabel={t("saving")}>
          {t("escalation.save")}
        </Button>
      </div>
    </form>
  );
}
