"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { useSubmission } from "@/app/_operation-form/submission";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { showToast } from "@/components/ui/show-toast";
import { DELEGATION_DAYS } from "@/lib/kernel/periods";
import { addDays } from "@/lib/kernel/time";
import { delegate } from "../actions";

type Choice = { readonly id: string; readonly name: string };

/** Names somebody, and the days; what needs another person's approval says so once it is asked for. */
export function DelegateForm({ people, today }: { people: readonly Choice[]; today: string }) {
  const t = useTranslations("delegation.form");
  const router = useRouter();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [person, setPerson] = useState("");
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [asked, setAsked] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { state, submit, reset } = useSubmission<{ operationId: string | null }>(({ operationId }) => {
    setAsked(operationId);
    if (!operationId) showToast({ tone: "good", title: t("done") });
    setPerson("");
    setKey(crypto.randomUUID());
    router.refresh();
  });

  async function send() {
    setMissing(person === "");
    if (person === "") return;
    setAsked(null);
    const answer = await submit(() => delegate({ key, person, from, to }));
    if (answer?.ok) reset();
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {asked ? (
        <Callout tone="good">
          {t.rich("asked", {
            link: (chunks) => (
              <Link href={`/operations/${asked}`} className="font-medium underline">
                {chunks}
              </Link>
            ),
          })}
        </Callout>
      ) : null}
      <Field name="person" label={t("person")} hint={t("personHint")} error={missing ? t("personMissing") : null}>
        {(control) => (
          <Select {...control} value={person} onChange={({ target }) => setPerson(target.value)}>
            <option value="">{t("choose")}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id} data-verbatim>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field name="from" label={t("from")}>
          {(control) => (
            <Input {...control} type="date" min={today} value={from} onChange={({ target }) => setFrom(target.value)} />
          )}
        </Field>
        <Field name="to" label={t("to")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={from}
              max={from ? addDays(from, DELEGATION_DAYS - 1) : undefined}
              value={to}
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
      </div>
      <p role="alert" className={state.phase === "refused" ? "text-s text-bad" : "sr-only"}>
        {state.phase === "refused" ? state.refusal.message : null}
      </p>
      {state.phase === "unknown" ? <OutcomeUnknown /> : null}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={state.phase === "sending"} busyLabel={t("busy")}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
