"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newKey } from "@/app/_operation-form/draft";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { type Problem, problemAt, useProblemsOf } from "@/app/_operation-form/problems";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { useSubmission } from "@/app/_operation-form/submission";
import { PhoneInput } from "@/components/money/phone-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RoleChoice } from "../../_components/role-choice";
import { invitePerson } from "../../actions";

type Roles = Parameters<typeof RoleChoice>[0]["chosen"];

/** Name, phone and roles of somebody new. Sent twice it is one request. */
export function InviteForm({ operationsPath }: { operationsPath: string }) {
  const t = useTranslations("people.invite");
  const router = useRouter();
  const problemsOf = useProblemsOf();
  const [key] = useState(newKey);
  const [fields, setFields] = useState({ name: "", phone: "" });
  const [roles, setRoles] = useState<Roles>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<{ operationId: string }>(({ operationId }) =>
    router.push(`${operationsPath}/${operationId}?made=person-invite`),
  );
  const busy = state.phase === "sending" || state.phase === "unknown" || state.phase === "done";

  async function send() {
    const missing: Problem[] = [
      ...(fields.name.trim() === "" ? [{ name: "name", message: t("nameMissing") }] : []),
      ...(fields.phone.trim() === "" ? [{ name: "phone", message: t("phoneMissing") }] : []),
      ...(roles.length === 0 ? [{ name: "roles", message: t("rolesMissing") }] : []),
    ];
    setProblems(missing);
    setAttempt((before) => before + 1);
    if (missing.length > 0) return;
    const answer = await submit(() => invitePerson({ key, ...fields, roles: [...roles] }));
    if (!answer || answer.ok) return;
    setProblems(problemsOf(answer.error));
    setAttempt((before) => before + 1);
  }

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
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            autoComplete="off"
            value={fields.name}
            readOnly={busy}
            onChange={(event) => setFields({ ...fields, name: event.target.value })}
          />
        )}
      </Field>
      <Field name="phone" label={t("phone")} hint={t("phoneHint")} error={problemAt(problems, "phone")}>
        {(control) => (
          <PhoneInput
            {...control}
            autoComplete="off"
            value={fields.phone}
            readOnly={busy}
            onChange={(event) => setFields({ ...fields, phone: event.target.value })}
          />
        )}
      </Field>
      <div id="field-roles" tabIndex={-1}>
        <RoleChoice chosen={roles} busy={busy} error={problemAt(problems, "roles")} onChange={setRoles} />
      </div>
      {state.phase === "unknown" ? <OutcomeUnknown /> : <p className="text-s text-ink-3">{t("note")}</p>}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={busy} busyLabel={t("working")}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
