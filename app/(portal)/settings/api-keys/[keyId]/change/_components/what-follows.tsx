import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MandatePart } from "@/lib/kernel/mandates";
import type { JudgedChange } from "./judge-change";

/** Which parts of a change act at once, and which a second person must agree to. */
export function WhatFollows({ judged, mayAsk }: { judged: JudgedChange | null; mayAsk: boolean }) {
  const t = useTranslations("apiKeys.change");
  const tp = useTranslations("apiKeys.parts");
  const names = (parts: readonly MandatePart[]) => parts.map((part) => tp(part)).join(", ");
  const { atOnce, asked } = judged ?? { atOnce: [], asked: [] };
  return (
    <ul aria-live="polite" className="flat-list flex min-h-11 flex-col gap-1 text-s">
      {judged && atOnce.length + asked.length === 0 ? <li className="text-ink-3">{t("nothing")}</li> : null}
      {atOnce.length > 0 ? <li>{t.rich("narrower", { parts: names(atOnce), b: bold })}</li> : null}
      {asked.length > 0 ? <li>{t.rich("wider", { parts: names(asked), b: bold })}</li> : null}
      {asked.length > 0 && !mayAsk ? <li className="text-bad">{t("makersAsk")}</li> : null}
    </ul>
  );
}

const bold = (chunks: ReactNode) => <b className="font-semibold">{chunks}</b>;
