"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/kernel/action-result";
import { ReasonField } from "../../../approvals/_components/reason-field";
import { ProgressBar } from "../../_components/progress-bar";
import { decideFile, type FileDecision } from "../../decide-file";
import type { FileView } from "../read-file";

type Facts = Pick<FileView, "id" | "counts" | "sumMinor">;
type Outcome = FileDecision["outcomes"][number];

/** Decides on all of a file's requests that wait, set by set, and says what became of them; what was not reached still waits. */
export function DecideBar({ file, pending, sumInWords }: { file: Facts; pending: number; sumInWords: string }) {
  const t = useTranslations("bulk.decide");
  const router = useRouter();
  const [asks, setAsks] = useState<"approve" | "reject" | null>(null);
  const [reason, setReason] = useState("");
  const [done, setDone] = useState<number | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);

  async function decide(decision: "approve" | "reject") {
    if (decision === "reject" && reason.trim() === "") return setMissing(true);
    const seen = { file: file.id, rows: file.counts.made, sum: file.sumMinor };
    const all = new Map<string, Outcome>();
    setProblem(null);
    setDone(0);
    for (let after: number | null = 0; after !== null; ) {
      const answer: ActionResult<FileDecision> | null = await decideFile({
        ...seen,
        after,
        decision,
        comment: reason,
      }).catch(() => null);
      if (!answer?.ok) {
        setProblem(answer?.error.message ?? t("lost"));
        break;
      }
      for (const one of answer.value.outcomes) {
        all.set(one.outcome, { ...one, count: one.count + (all.get(one.outcome)?.count ?? 0) });
      }
      setOutcomes([...all.values()]);
      setDone([...all.values()].reduce((sum, { count }) => sum + count, 0));
      after = answer.value.next;
    }
    setDone(null);
    setAsks(null);
    router.refresh();
  }

  const busy = done !== null;
  return (
    <div className="flex flex-col gap-3">
      {problem ? (
        <Callout tone="bad" role="alert">
          {problem}
        </Callout>
      ) : null}
      {outcomes.map(({ outcome, count, message }) => (
        <Callout key={outcome} role="status" tone={message || outcome === "failed" ? "bad" : "good"}>
          {message ? t("refused", { count, message }) : t(`done.${outcome as "completed"}`, { count })}
        </Callout>
      ))}
      {pending > 0 ? (
        <div className="flex gap-2 max-sm:[&>*]:flex-1">
          <Button variant="primary" onClick={() => setAsks("approve")}>
            {t("approve", { count: pending })}
          </Button>
          <Button variant="danger" onClick={() => setAsks("reject")}>
            {t("reject", { count: pending })}
          </Button>
        </div>
      ) : null}
      <AlertDialog
        open={asks !== null}
        onOpenChange={(open) => setAsks(open ? asks : null)}
        busy={busy}
        title={t(`ask.${asks ?? "approve"}`, { count: pending })}
        description={t("ask.text", { sum: sumInWords })}
        action={
          <Button
            variant={asks === "reject" ? "danger-solid" : "primary"}
            busy={busy}
            onClick={() => asks && void decide(asks)}
          >
            {t(asks === "reject" ? "ask.rejectButton" : "ask.approveButton")}
          </Button>
        }
      >
        {asks === "reject" ? (
          <ReasonField
            value={reason}
            missing={missing}
            busy={busy}
            onChange={(text) => {
              setReason(text);
              setMissing(false);
            }}
          />
        ) : null}
        {busy ? <ProgressBar label={t("deciding")} done={done} total={pending} /> : null}
      </AlertDialog>
    </div>
  );
}
