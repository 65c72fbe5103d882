"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newKey } from "@/app/_operation-form/draft";
import { ProblemSummary } from "@/app/_operation-form/problem-summary";
import { type Problem, useProblemOf, useProblemsOf } from "@/app/_operation-form/problems";
import { OutcomeUnknown } from "@/app/_operation-form/review";
import { useSubmission } from "@/app/_operation-form/submission";
import { TextField } from "@/app/_operation-form/text-field";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { showToast } from "@/components/ui/show-toast";
import { MOST_DAYS } from "@/lib/kernel/key-terms";
import { type MandateContext, MandateFields } from "../../../_components/mandate-fields";
import { countOf, type TypedMandate, toInput } from "../../../_components/typed-mandate";
import { changeKey } from "../../../actions";
import { KEYS_PATH } from "../../../keys-path";
import { changeProblems, type TypedChange } from "./judge-change";
import { useJudged } from "./use-judged";
import { WhatFollows } from "./what-follows";

/** What a key may do, as it is, to be changed. What would follow stands above the button as it is typed. */
export function ChangeForm({
  id,
  before,
  expiresAt,
  context,
  mayAsk,
}: {
  id: string;
  before: TypedMandate;
  /** The end that it has, RFC 3339. */
  expiresAt: string;
  context: MandateContext;
  mayAsk: boolean;
}) {
  const t = useTranslations("apiKeys.change");
  const router = useRouter();
  const problemOf = useProblemOf();
  const problemsOf = useProblemsOf();
  const [key] = useState(newKey);
  const [fields, setFields] = useState<TypedChange>({ ...before, days: "" });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const judged = useJudged(before, fields, { currency: context.currency, expiresAt });
  const { state, submit } = useSubmission<{ operationId: string | null }>(({ operationId }) => {
    if (operationId) return router.push(`/operations/${operationId}?made=api-key-widen`);
    showToast({ tone: "good", title: t("done") });
    router.push(`${KEYS_PATH}/${id}`);
  });
  const busy = state.phase === "sending" || state.phase === "unknown" || state.phase === "done";
  const asks = (judged?.asked.length ?? 0) > 0;
  const changes = asks || (judged?.atOnce.length ?? 0) > 0;

  function change(changed: Partial<TypedChange>) {
    setFields((now) => ({ ...now, ...changed }));
    setProblems(problems.filter(({ name }) => name !== null && !(name in changed)));
  }

  function findWrong(found: readonly Problem[]) {
    setProblems(found);
    setAttempt((last) => last + 1);
  }

  async function send() {
    const codes = await changeProblems(fields, context.currency).catch(() => ["unreachable"]);
    findWrong(codes.map((code) => problemOf(code)));
    if (codes.length > 0 || !changes || (asks && !mayAsk)) return;
    const answer = await submit(() =>
      changeKey({ id, key, days: countOf(fields.days, MOST_DAYS), ...toInput(fields) }),
    );
    if (!answer || answer.ok) return;
    findWrong(problemsOf(answer.error));
    router.refresh();
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
      <MandateFields value={fields} context={context} problems={problems} onChange={change} />
      <TextField
        name="days"
        label={t("days")}
        optional
        hint={t.rich("daysHint", { most: MOST_DAYS, end: () => <RelativeTime at={expiresAt} form="time" /> })}
        inputMode="numeric"
        maxLength={4}
        value={fields.days}
        problems={problems}
        onChange={(days) => change({ days })}
      />
      {state.phase === "unknown" ? <OutcomeUnknown /> : <WhatFollows judged={judged} mayAsk={mayAsk} />}
      <div className="flex justify-end border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button
          type="submit"
          variant="primary"
          size="l"
          busy={busy}
          busyLabel={t("working")}
          disabled={judged !== null && (!changes || (asks && !mayAsk))}
        >
          {t(asks ? ((judged?.atOnce.length ?? 0) > 0 ? "both" : "ask") : "atOnce")}
        </Button>
      </div>
    </form>
  );
}
