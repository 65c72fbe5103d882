"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { problemAt } from "@/app/_operation-form/problems";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { PhoneInput } from "@/components/money/phone-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CONTROL_HOURS } from "@/lib/kernel/periods";
import { RoleChoice } from "../../_components/role-choice";
import { useInvite } from "./use-invite";

/** Name, phone and roles of somebody new. Sent twice it is one request. */
export function InviteForm({ operationsPath }: { operationsPath: string }) {
  const t = useTranslations("people.invite");
  const { state, fields, roles, problems, attempt, busy, setRoles, setField, send } = useInvite(operationsPath);
  const typed = (name: keyof typeof fields): ComponentProps<"input"> => ({
    autoComplete: "off",
    value: fields[name],
    readOnly: busy,
    onChange: (event) => setField(name, event.target.value),
  });
  return (
    <form
      noValidate
      autoComplete="off"
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary
        problems={problems}
        attempt={attempt}
        refusal={state.phase === "refused" ? state.refusal : undefined}
      />
      <Field name="name" label={t("name")} hint={t("nameHint")} error={problemAt(problems, "name")}>
        {(control) => <Input {...control} {...typed("name")} maxLength={80} />}
      </Field>
      <Field name="phone" label={t("phone")} hint={t("phoneHint")} error={problemAt(problems, "phone")}>
        {(control) => <PhoneInput {...control} {...typed("phone")} />}
      </Field>
      <div id="field-roles" tabIndex={-1}>
        <RoleChoice chosen={roles} busy={busy} error={problemAt(problems, "roles")} onChange={setRoles} />
      </div>
      {state.phase === "unknown" ? (
        <OutcomeUnknown />
      ) : (
        <p className="text-s text-ink-3">{t("note", { hours: CONTROL_HOURS })}</p>
      )}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={busy} busyLabel={t("working")}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
