"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { type Problem, useProblemOf, useProblemsOf } from "@/app/_operation-form/problems";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { useSubmission } from "@/app/_operation-form/submission";
import { TextField } from "@/app/_operation-form/text-field";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/show-toast";
import { enrolCustomer, enrolMerchant } from "./actions";

const EMPTY = { name: "", shortCode: "", phone: "" };

/** Registers a merchant or a customer, and leads back to the list. The same one twice is refused: nobody is registered two times. */
export function EnrolForm({ kind }: { kind: "merchant" | "customer" }) {
  const t = useTranslations("issuer.enrol");
  const router = useRouter();
  const problemOf = useProblemOf();
  const problemsOf = useProblemsOf();
  const [fields, setFields] = useState(EMPTY);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<{ id: string }>(() => {
    showToast({ tone: "good", title: t(`${kind}.done`, { name: fields.name.trim() }) });
    startTransition(() => router.push(`/issuer/${kind}s`));
  });
  const isMerchant = kind === "merchant";
  const busy = state.phase === "sending" || state.phase === "done";

  function findWrong(found: readonly Problem[]) {
    setProblems(found);
    setAttempt((before) => before + 1);
  }

  async function send() {
    const { name, shortCode, phone } = { ...fields, phone: fields.phone.trim(), shortCode: fields.shortCode.trim() };
    const wrong = [
      name.trim() === "" ? "name.missing" : null,
      isMerchant && !/^[0-9]{3,12}$/.test(shortCode) ? "shortCode.invalid" : null,
      !isMerchant && phone === "" ? "phone.missing" : null,
    ].flatMap((code) => (code ? [problemOf(code)] : []));
    findWrong(wrong);
    if (wrong.length > 0) return;
    const answer = await submit(() =>
      isMerchant ? enrolMerchant({ name, shortCode, phone }) : enrolCustomer({ name, phone }),
    );
    if (answer && !answer.ok) findWrong(problemsOf(answer.error));
  }

  const text = (name: keyof typeof EMPTY) => ({
    name,
    value: fields[name],
    problems,
    onChange: (value: string) => {
      setFields({ ...fields, [name]: value });
      setProblems(problems.filter((problem) => problem.name !== null && problem.name !== name));
    },
  });
  const said = (name: "name" | "phone") => ({ label: t(`${kind}.${name}`), hint: t(`${kind}.hints.${name}`) });
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
      <TextField {...text("name")} {...said("name")} maxLength={80} />
      {isMerchant ? (
        <TextField
          {...text("shortCode")}
          label={t("merchant.code")}
          hint={t("merchant.hints.code")}
          inputMode="numeric"
          maxLength={12}
        />
      ) : null}
      <TextField {...text("phone")} {...said("phone")} optional={isMerchant} inputMode="tel" maxLength={32} />
      {state.phase === "unknown" ? <OutcomeUnknown /> : null}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button type="submit" variant="primary" size="l" busy={busy} busyLabel={t("busy")}>
          {t(`${kind}.submit`)}
        </Button>
      </div>
    </form>
  );
}
