"use client";

import { CircleCheck, Store, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "@/components/ui/spinner";
import type { RecipientKey, RecipientState } from "./recipient";

/** The name behind the phone or short code, under its field, before anything is sent. What is wrong stands in the field's error. */
export function RecipientName({ by, state }: { by: RecipientKey; state: RecipientState }) {
  const t = useTranslations("operationForm.recipient");
  const Icon = state.phase === "found" && state.kind === "merchant" ? Store : UserRound;
  return (
    <div role="status" className="flex min-h-9.5 items-center text-s">
      {state.phase === "looking" ? (
        <p className="flex items-center gap-2 text-ink-3">
          <Spinner />
          {t("looking")}
        </p>
      ) : null}
      {state.phase === "found" ? (
        <p className="flex min-h-9.5 w-full items-center gap-2.5 rounded-control bg-good-soft px-3 py-2 text-good">
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          <b className="min-w-0 font-semibold wrap-anywhere">{state.name}</b>
          <CircleCheck aria-hidden="true" className="ml-auto size-4 shrink-0" />
          <span className="sr-only">{t("confirmed")}</span>
        </p>
      ) : null}
      {state.phase === "idle" || state.phase === "unreachable" ? (
        <p className="text-xs text-ink-3">{t(`hint.${by}`)}</p>
      ) : null}
    </div>
  );
}
