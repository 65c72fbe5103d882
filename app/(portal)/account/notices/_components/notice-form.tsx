"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { NOTICE_DEFAULTS } from "@/lib/kernel/periods";
import { DAY_MINUTES, type NoticeSettings, SMS_AFTER } from "@/lib/notifications/schemas";
import { saveNotices } from "../actions";
import { useDuration } from "./use-duration";
import { useSaving } from "./use-saving";

const NEVER = "never";

/** After how long an SMS comes, and the hours in which none does. */
export function NoticeForm({ settings }: { settings: NoticeSettings }) {
  const t = useTranslations("notices.settings");
  const durationOf = useDuration();
  const { busy, problem, save } = useSaving();
  const [after, setAfter] = useState(settings.smsAfterMinutes);
  const [isQuiet, setQuiet] = useState(settings.quiet !== null);
  const [from, setFrom] = useState<number>(settings.quiet?.from ?? NOTICE_DEFAULTS.quietFrom);
  const [to, setTo] = useState<number>(settings.quiet?.to ?? NOTICE_DEFAULTS.quietTo);
  const same = isQuiet && from === to ? t("quietSame") : null;

  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!same) save(() => saveNotices({ smsAfterMinutes: after, quiet: isQuiet ? { from, to } : null }));
      }}
    >
      <Field name="after" label={t("after")} hint={t("afterHint")}>
        {(control) => (
          <Select
            {...control}
            value={after ?? NEVER}
            onChange={({ target }) => setAfter(SMS_AFTER.find((one) => String(one) === target.value) ?? null)}
          >
            {SMS_AFTER.map((minutes) => (
              <option key={minutes} value={minutes}>
                {durationOf(minutes)}
              </option>
            ))}
            <option value={NEVER}>{t("never")}</option>
          </Select>
        )}
      </Field>
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t("quiet")}</legend>
        <Checkbox checked={isQuiet} onChange={({ target }) => setQuiet(target.checked)}>
          {t("quietOn")}
        </Checkbox>
        {isQuiet ? (
          <div className="grid grid-cols-2 gap-3">
            <Field name="from" label={t("from")}>
              {(control) => <Hour {...control} value={from} onPick={setFrom} />}
            </Field>
            <Field name="to" label={t("to")} error={same}>
              {(control) => <Hour {...control} value={to} onPick={setTo} />}
            </Field>
          </div>
        ) : null}
        <p className="text-s text-ink-3">{t("quietHint")}</p>
      </fieldset>
      <p role="alert" className={problem ? "text-s text-bad" : "sr-only"}>
        {problem}
      </p>
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={busy} busyLabel={t("saving")}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function Hour({
  value,
  onPick,
  ...control
}: {
  value: number;
  onPick: (minute: number) => void;
  id: string;
  name: string;
}) {
  return (
    <Select {...control} value={value} onChange={({ target }) => onPick(Number(target.value))}>
      {DAY_MINUTES.map((minute) => (
        <option key={minute} value={minute}>
          {`${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`}
        </option>
      ))}
    </Select>
  );
}
