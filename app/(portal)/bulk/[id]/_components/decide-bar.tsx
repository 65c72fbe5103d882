"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { groupDigits } from "@/components/money/money-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult, Refusal } from "@/lib/kernel/action-result";
import { sumsOf } from "../../../approvals/_components/bulk-sum";
import { decideFile, type FileDecision, type RowDecision } from "../../decide-file";
import type { FileView } from "../read-file";
import { DecideDialog } from "./decide-dialog";
import { DecideResult } from "./decide-result";
import { useTicks } from "./ticks";

type Facts = Pick<FileView, "id" | "counts" | "sumMinor" | "mine" | "statuses">;

/**
 * Decides on rows of a file: those that are ticked, or else all that the page is narrowed to and that wait for this person, set by set. What became of each
 * stays below until the next decision, also when nothing waits any more; what was not reached still waits.
 */
export function DecideBar({ file, isNarrowed }: { file: Facts; isNarrowed: boolean }) {
  const t = useTranslations("bulk.decide");
  const router = useRouter();
  const { rows: ticked, tick } = useTicks();
  const [asks, setAsks] = useState<"approve" | "reject" | null>(null);
  const [done, setDone] = useState<readonly RowDecision[]>([]);
  const [busy, setBusy] = useState(false);
  const [isOld, startReading] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | "lost" | null>(null);
  const { mine } = file;
  const isSome = ticked.length > 0;
  const count = isSome ? ticked.length : mine.count;
  const currency = mine.sum.currency;
  const sum = isSome
    ? sumsOf(ticked.map(({ amount }) => ({ amount, currency }))).join("")
    : `${currency} ${groupDigits(mine.sum.amount)}`;
  const asksCode = isSome ? ticked.some((row) => row.asksCode) : mine.asksCode;
  const others = (file.statuses.pending ?? 0) - mine.count;

  async function decide(decision: "approve" | "reject", comment: string, proof: { code?: string }) {
    const part = isSome ? { lines: ticked.map(({ line }) => line) } : mine.part;
    const seen = { file: file.id, rows: file.counts.made, sum: file.sumMinor, part };
    const all: RowDecision[] = [];
    setRefusal(null);
    setBusy(true);
    setDone([]);
    for (let after: number | null = 0; after !== null; ) {
      const answer: ActionResult<FileDecision> | null = await decideFile({
        ...seen,
        // One code is enough for all of them.
        ...(after === 0 ? proof : {}),
        after,
        decision,
        comment,
      }).catch(() => null);
      if (!answer?.ok) {
        setRefusal(answer?.error ?? "lost");
        // What has been decided is told below; a code that was not taken is typed again where it was asked for.
        if (all.length > 0 || !answer) setAsks(null);
        setBusy(false);
        return readAgain();
      }
      all.push(...answer.value.rows);
      setDone([...all]);
      after = answer.value.next;
    }
    setBusy(false);
    setAsks(null);
    tick([]);
    readAgain();
  }

  /** What stands here is that of before until it has come. */
  function readAgain() {
    startReading(() => router.refresh());
  }

  return (
    <div className="flex flex-col gap-3">
      {refusal && asks === null ? (
        <Callout tone="bad" role="alert">
          {refusal === "lost" ? t("lost") : refusal.message}
        </Callout>
      ) : null}
      {busy ? null : <DecideResult rows={done} />}
      {count > 0 ? (
        <div className="flex flex-wrap items-center gap-2 max-sm:[&>button]:flex-1">
          <p role="status" className="min-w-0 flex-1 text-s max-sm:basis-full">
            <b className="font-semibold">{t(isSome ? "ticked" : isNarrowed ? "narrowed" : "waiting", { count })}</b>{" "}
            <span className="whitespace-nowrap text-ink-3 tabular-nums">{sum}</span>
          </p>
          <Button variant="danger" disabled={isOld} onClick={() => setAsks("reject")}>
            {t("reject", { count })}
          </Button>
          <Button variant="primary" disabled={isOld} onClick={() => setAsks("approve")}>
            {t("approve", { count })}
          </Button>
        </div>
      ) : null}
      {others > 0 && !isNarrowed ? <p className="text-s text-ink-3">{t("others", { count: others })}</p> : null}
      {asks ? (
        <DecideDialog
          decision={asks}
          count={count}
          sum={sum}
          asksCode={asksCode}
          done={busy ? done.length : null}
          refusal={refusal === "lost" ? null : refusal}
          onDecide={(comment, proof) => void decide(asks, comment, proof)}
          onClose={() => {
            setAsks(null);
            setRefusal(null);
          }}
        />
      ) : null}
    </div>
  );
}
