"use client";

import { useTranslations } from "next-intl";
import { spellAmount } from "@/app/_operation-form/spell-amount";
import type { Refusal } from "@/lib/kernel/action-result";
import { isCurrency } from "@/lib/kernel/currencies";
import type { SerialisedOperation } from "../../_components/serialise-operation";

/** What became of an operation by this person's hand. */
export type Decided = { readonly status: "pending" | "completed" | "failed" | "rejected" | "cancelled" | "undone" };

/** What a dialog of a decision gets. `seen` is the revision and digest that the person has read. */
export type DecisionDialogProps = {
  readonly operation: SerialisedOperation;
  readonly seen: { readonly revision: number; readonly digest: string };
  readonly onClose: () => void;
  readonly onDone: (outcome: Decided) => void;
  /** Somebody else, or the clock, was first. */
  readonly onLate: (refusal: Refusal) => void;
};

/** What is decided on, once more: the amount in figures and words, and whom it concerns. */
export function WhatIsDecided({ operation, means }: { operation: SerialisedOperation; means: string }) {
  const t = useTranslations("decisions");
  const to = useTranslations("operations");
  const { money, type } = operation;
  const words = money && isCurrency(money.currency) ? spellAmount(money.amount, money.currency) : "";
  const { name, label } = operation.counterparty;
  const isCash = type === "cash-in" || type === "cash-out-fulfillment";
  return (
    <>
      {money ? (
        <>
          <p className="mt-2 text-2xl font-semibold tracking-[-0.02em] text-ink tabular-nums">
            <span className="mr-1.5 text-m font-medium tracking-normal text-ink-3">{money.currency}</span>
            {money.grouped}
          </p>
          <p className="min-h-5 text-s text-ink-3">{words}</p>
        </>
      ) : null}
      <p className="mt-2 text-m text-ink">
        {isCash
          ? t.rich(type === "cash-in" ? "to" : "from", { name: () => <b className="font-semibold">{name}</b> })
          : to(`title.${type}`, { name })}{" "}
        {label ? <span className="whitespace-nowrap text-ink-3">· {label}</span> : null}
      </p>
      <p className="mt-2">{means}</p>
    </>
  );
}

/** Which words a dialog of a decision uses: those of cash are their own. */
export function wordsOf({ type, money }: SerialisedOperation) {
  const isCash = type === "cash-in" || type === "cash-out-fulfillment";
  return { title: isCash ? type : "other", means: money ? "money" : "change" } as const;
}
