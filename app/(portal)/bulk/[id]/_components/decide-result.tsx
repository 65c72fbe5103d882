"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RowDecision } from "../../decide-file";

const AT_ONCE = 100;
const OUTCOMES = ["completed", "pending", "rejected", "failed", "refused"] as const;

/** What became of rows that were decided: how many ended how, and each of them; those that could not be done first. */
export function DecideResult({ rows }: { rows: readonly RowDecision[] }) {
  const t = useTranslations("bulk.decide");
  const [shown, setShown] = useState(AT_ONCE);
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((one, other) => Number(isDone(one)) - Number(isDone(other)) || one.line - other.line);
  return (
    <>
      {OUTCOMES.map((outcome) => {
        const count = rows.filter((row) => row.outcome === outcome).length;
        const bad = outcome === "failed" || outcome === "refused";
        return count > 0 ? (
          <Callout key={outcome} role="status" tone={bad ? "bad" : "good"}>
            {t(`done.${outcome}`, { count })}
          </Callout>
        ) : null;
      })}
      <ul
        aria-label={t("result")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="flat-list max-h-64 overflow-y-auto rounded-control border border-line text-s"
      >
        {sorted.slice(0, shown).map((row) => (
          <li key={row.line} className="flex gap-2.5 border-b border-line px-3 py-2 last:border-b-0">
            {isDone(row) ? (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-bad" />
            )}
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{t("resultRow", { line: row.line, name: row.name })}</span>
              <span className="block text-xs text-ink-3">
                {[t(`outcome.${row.outcome}`), row.message].filter(Boolean).join(". ")}
              </span>
            </span>
            <span className="font-medium whitespace-nowrap tabular-nums">{row.amount}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown ? (
        <p>
          <Button size="s" onClick={() => setShown(shown + AT_ONCE)}>
            {t("moreResults", { count: rows.length - shown })}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function isDone({ outcome }: RowDecision): boolean {
  return outcome !== "failed" && outcome !== "refused";
}
