"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { choose, discard, submit } from "../../actions";
import type { FileView } from "../read-file";
import { useAct } from "./use-act";

type Facts = Pick<FileView, "id" | "type" | "counts" | "sum" | "seen" | "exceedsFloat" | "available" | "state">;

/** What is to be done before a file is submitted, and its submission: rows with problems are mended or left out, what may pay twice is meant. */
export function SubmitBar({ file, sumInWords }: { file: Facts; sumInWords: string }) {
  const t = useTranslations("bulk.submit");
  const router = useRouter();
  const { act, busy, problem } = useAct(t("lost"));
  const [meant, setMeant] = useState(false);
  const [asks, setAsks] = useState(false);
  const { problem: wrong, ready, duplicates } = file.counts;
  const canSubmit = file.state === "ready" && wrong === 0 && ready > 0 && (duplicates === 0 || meant);
  return (
    <div className="flex flex-col gap-3">
      {problem ? (
        <Callout tone="bad" role="alert">
          {problem}
        </Callout>
      ) : null}
      {wrong > 0 ? (
        <Callout
          tone="bad"
          action={
            <Button size="s" busy={busy} onClick={() => act(() => choose({ file: file.id, which: "problems" }))}>
              {t("leaveProblems", { count: wrong })}
            </Button>
          }
        >
          {t("problems", { count: wrong })}
        </Callout>
      ) : null}
      {duplicates > 0 ? (
        <Callout
          action={
            <Button size="s" busy={busy} onClick={() => act(() => choose({ file: file.id, which: "duplicates" }))}>
              {t("leaveDuplicates", { count: duplicates })}
            </Button>
          }
        >
          {t("duplicates", { count: duplicates })}
        </Callout>
      ) : null}
      {file.exceedsFloat ? (
        <Callout>{t("exceedsFloat", { available: file.available.amount, currency: file.available.currency })}</Callout>
      ) : null}
      {duplicates > 0 ? (
        <Checkbox checked={meant} onChange={(event) => setMeant(event.currentTarget.checked)}>
          {t("meant", { count: duplicates })}
        </Checkbox>
      ) : null}
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
        {file.state === "ready" ? (
          <Button variant="primary" disabled={!canSubmit} onClick={() => setAsks(true)}>
            {t("button", { count: ready })}
          </Button>
        ) : null}
        <Button
          variant="danger"
          busy={busy}
          onClick={() =>
            act(
              () => discard({ file: file.id }),
              () => router.push("/bulk"),
            )
          }
        >
          {t("discard")}
        </Button>
      </div>
      <AlertDialog
        open={asks}
        onOpenChange={setAsks}
        busy={busy}
        title={t(`ask.title.${file.type}`, { count: ready })}
        description={t(`ask.text.${file.type}`, { sum: sumInWords })}
        action={
          <Button
            variant="primary"
            busy={busy}
            onClick={() =>
              act(
                () => submit({ file: file.id, seen: file.seen, duplicatesMeant: meant }),
                () => setAsks(false),
              )
            }
          >
            {t("ask.button")}
          </Button>
        }
      />
    </div>
  );
}
