"use client";

import { CircleCheck, CircleMinus, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ErrorDetails } from "@/lib/kernel/errors";
import { ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { LATE, LateNotice } from "./late-notice";

/** What became of one of several. */
export type RowResult =
  | {
      readonly id: string;
      readonly ok: true;
      readonly status: "pending" | "completed" | "failed" | "rejected";
      readonly failure: ErrorCode | null;
    }
  | {
      readonly id: string;
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: ErrorDetails | null;
    };

/** A result per row: what was decided, and why the others were not. */
export function BulkResult({
  operations,
  results,
  onClose,
}: {
  operations: readonly SerialisedOperation[];
  results: readonly RowResult[];
  onClose: () => void;
}) {
  const t = useTranslations("approvalsDesk.bulk");
  const to = useTranslations("operations.title");
  const done = results.filter((result) => result.ok).length;
  const count = results.length;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("resultTitle")}
      description={done === count ? t("resultAll", { count }) : t("resultText", { done, count })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("close")}
        </Button>
      }
    >
      <ul className="flat-list text-s">
        {operations.map((operation) => {
          const result = results.find(({ id }) => id === operation.id);
          return result ? (
            <li key={operation.id} className="flex gap-2.5 border-b border-line py-2.5 last:border-b-0">
              <Mark result={result} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {to(operation.type, { name: operation.counterparty.name })}
                </span>
                <span className="block text-xs text-ink-3">
                  <Outcome result={result} />
                </span>
              </span>
              <span className="font-medium whitespace-nowrap tabular-nums">{operation.money?.grouped}</span>
            </li>
          ) : null;
        })}
      </ul>
    </Dialog>
  );
}

function Outcome({ result }: { result: RowResult }) {
  const t = useTranslations("approvalsDesk.bulk");
  if (!result.ok) return <LateNotice refusal={result} />;
  if (result.status !== "failed") return t(result.status);
  return (
    <>
      {t("failed")}
      {result.failure ? `. ${ERRORS[result.failure].message}` : null}
    </>
  );
}

function Mark({ result }: { result: RowResult }) {
  if (!result.ok) {
    const neutral = LATE.has(result.code);
    const Icon = neutral ? CircleMinus : TriangleAlert;
    return <Icon aria-hidden="true" className={neutral ? "mt-0.5 size-4 text-ink-3" : "mt-0.5 size-4 text-bad"} />;
  }
  if (result.status === "failed") return <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 text-bad" />;
  return <CircleCheck aria-hidden="true" className="mt-0.5 size-4 text-good" />;
}
