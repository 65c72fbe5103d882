"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { BigAmount } from "@/components/money/amount";
import { EffectBox, type EffectLine } from "@/components/money/effect-box";
import type { MoneyText } from "@/components/money/money-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { Spinner } from "@/components/ui/spinner";
import type { SubmissionState } from "./submission";

/** What is about to be sent, once more, in figures and words: the last look before an operation is made. */
export function Review({
  title,
  amount,
  words,
  facts,
  effect,
  warnings,
  note,
  submitLabel,
  state,
  onBack,
  onSubmit,
}: {
  title: string;
  /** Left out where no money moves. */
  amount?: MoneyText;
  words?: string;
  facts: readonly { term: string; value: ReactNode; note?: ReactNode }[];
  effect?: readonly EffectLine[] | undefined;
  /** What its maker should look at twice. */
  warnings?: ReactNode;
  note: string;
  submitLabel: string;
  state: SubmissionState;
  onBack: () => void;
  onSubmit: () => void;
}) {
  const t = useTranslations("operationForm");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const busy = state.phase === "sending" || state.phase === "unknown" || state.phase === "done";
  return (
    <div className="flex flex-col gap-4.5">
      <h2 ref={heading} tabIndex={-1} className="text-m font-medium text-ink-2 outline-none">
        {title}
      </h2>
      {amount ? <BigAmount value={amount} words={words || undefined} /> : null}
      {warnings}
      <DefinitionList items={facts} />
      {effect ? <EffectBox lines={effect} /> : null}
      {state.phase === "unknown" ? <OutcomeUnknown /> : <p className="text-s text-ink-3">{note}</p>}
      <div className="flex justify-end gap-2.5 border-t border-line pt-4.5 max-sm:[&>*]:flex-1">
        <Button size="l" onClick={onBack} disabled={busy}>
          {t("change")}
        </Button>
        <Button variant="primary" size="l" busy={busy} busyLabel={t("creating")} onClick={onSubmit}>
          {submitLabel}
        </Button>
      </div>
    </div>
  );
}

/** Never "failed" while nobody knows: the request left, and it is asked again until an answer comes. */
export function OutcomeUnknown() {
  const t = useTranslations("operationForm");
  return (
    <Callout role="status">
      <span className="flex items-start gap-2.5">
        <Spinner className="mt-0.5 shrink-0" />
        <span className="flex flex-col items-start gap-2.5">
          {t("outcomeUnknown")}
          <Button size="s" onClick={() => location.reload()}>
            {t("checkNow")}
          </Button>
        </span>
      </span>
    </Callout>
  );
}
