"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { plainAmount } from "@/app/_operation-form/plain-amount";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { type Problem, problemAt, useProblemsOf } from "@/app/_operation-form/problems";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { useSubmission } from "@/app/_operation-form/submission";
import { MoneyInput } from "@/components/money/money-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { showToast } from "@/components/ui/show-toast";
import { markLowFloat } from "../actions";

/** The mark as a plain decimal of its currency, empty where there is none. */
export type MarkView = { readonly currency: string; readonly exponent: number; readonly mark: string };

/** The mark, to be changed at once. */
export function MarkForm({ view: { currency, exponent, mark } }: { view: MarkView }) {
  const t = useTranslations("lowFloat");
  const router = useRouter();
  const problemsOf = useProblemsOf();
  const [amount, setAmount] = useState(mark);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { state, submit } = useSubmission<null>(() => {
    showToast({ tone: "good", title: t("done") });
    startTransition(() => router.push("/"));
  });

  async function send() {
    setProblems([]);
    const answer = await submit(() => markLowFloat({ amount: plainAmount(amount) }));
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
      <Field name="amount" label={t("mark")} optional hint={t("hint")} error={problemAt(problems, "amount")}>
        {(control) => (
          <MoneyInput
            {...control}
            currency={currency}
            exponent={exponent}
            defaultValue={mark}
            onValueChange={setAmount}
          />
        )}
      </Field>
      {state.phase === "unknown" ? <OutcomeUnknown /> : null}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button
          type="submit"
          variant="primary"
          size="l"
          busy={state.phase === "sending" || state.phase === "done"}
          busyLabel={t("busy")}
        >
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
