"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { showToast } from "@/components/ui/show-toast";
import { end } from "../actions";

/** A delegation as the page gives it: its id with prefix, instants in RFC 3339; `endsAt` is its last moment. */
export type DelegationItem = {
  readonly id: string;
  readonly delegator: string;
  readonly delegate: string;
  readonly isFromMe: boolean;
  readonly isToMe: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isRunning: boolean;
  readonly mayEnd: boolean;
};

/** Who decides in whose place, from when until when, and its end by hand. */
export function DelegationRow({ delegation }: { delegation: DelegationItem }) {
  const { delegator, delegate, isFromMe, isToMe, isRunning } = delegation;
  const t = useTranslations("delegation");
  const who = isFromMe ? "fromMe" : isToMe ? "toMe" : "others";
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-3 px-4.5 py-3.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {t(who, { delegator, delegate })}
          <Badge tone={isRunning ? "good" : "idle"}>{isRunning ? t("running") : t("later")}</Badge>
        </p>
        <p className="mt-0.5 text-s text-ink-3">
          <RelativeTime at={delegation.startsAt} form="full" /> – <RelativeTime at={delegation.endsAt} form="full" />
        </p>
      </div>
      {delegation.mayEnd ? <End id={delegation.id} label={t("endOf", { delegator, delegate })} /> : null}
    </li>
  );
}

function End({ id, label }: { id: string; label: string }) {
  const t = useTranslations("delegation");
  const router = useRouter();
  const [busy, startEnding] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const stop = () =>
    startEnding(async () => {
      const answer = await end({ id }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.error.message ?? t("failed")));
      if (!answer?.ok) return;
      showToast({ tone: "good", title: t("ended") });
      router.refresh();
    });
  return (
    <div className="max-sm:w-full">
      <Button className="max-sm:w-full" busy={busy} busyLabel={t("ending")} onClick={stop} aria-label={label}>
        {t("end")}
      </Button>
      <p role="alert" className={problem ? "mt-1.5 text-s text-bad" : "sr-only"}>
        {problem}
      </p>
    </div>
  );
}
