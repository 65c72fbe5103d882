"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { DecideBar } from "@/components/operations/decide-bar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useOnDemand } from "@/components/ui/load-on-demand";
import { RelativeTime } from "@/components/ui/relative-time";
import { showToast } from "@/components/ui/show-toast";
import type { Refusal } from "@/lib/kernel/action-result";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { ChangedNotice } from "./changed-notice";
import type { OpenDialog } from "./decision-dialogs";
import type { Decided } from "./dialog-parts";
import { LateNotice } from "./late-notice";

type Props = {
  operation: SerialisedOperation;
  frame?: "page" | "pane";
  /** Where a decision leads; without it the page is read again. */
  nextHref?: string | undefined;
};

/** The bar under an operation: its clock with Approve and Reject, or why this person cannot, and Recall for its maker. */
export function DecideActions(props: Props) {
  return <Actions key={props.operation.id} {...props} />;
}

function Actions({ operation, frame = "page", nextHref }: Props) {
  const t = useTranslations("decisions");
  const router = useRouter();
  const [seen, setSeen] = useState({ revision: operation.revision, digest: operation.digest });
  const [open, setOpen] = useState<OpenDialog>(null);
  const [Dialogs, fetchDialogs] = useOnDemand(() => import("./decision-dialogs").then((part) => part.DecisionDialogs));
  const [late, setLate] = useState<Refusal | null>(null);
  const [decided, setDecided] = useState<Decided | null>(null);
  const changed = operation.revision !== seen.revision || operation.digest !== seen.digest;
  const pending = operation.status === "pending";

  function onDone(outcome: Decided) {
    setOpen(null);
    setDecided(outcome);
    showToast({
      tone: outcome.status === "failed" ? "bad" : outcome.status === "completed" ? "good" : "neutral",
      title: t(`done.${outcome.status}`),
      detail: [operation.counterparty.name, operation.money && `${operation.money.currency} ${operation.money.grouped}`]
        .filter(Boolean)
        .join(", "),
    });
    startTransition(() => {
      // What could not be done is to be read, not left behind.
      if (nextHref && outcome.status !== "failed") router.push(nextHref, { scroll: false });
      router.refresh();
    });
  }

  function onLate(refusal: Refusal) {
    setOpen(null);
    if (refusal.code !== "operations.revision-changed") setLate(refusal);
    startTransition(() => router.refresh());
  }

  async function ask(dialog: OpenDialog) {
    if (await fetchDialogs()) setOpen(dialog);
    else showToast({ tone: "bad", title: t("notLoaded") });
  }

  const dialogs = Dialogs ? (
    <Dialogs {...{ operation, seen, open, changed, onDone, onLate }} onClose={() => setOpen(null)} />
  ) : null;
  const ahead = { onPointerEnter: () => void fetchDialogs(), onFocus: () => void fetchDialogs() };
  const instead = late ? (
    <LateNotice refusal={late} />
  ) : decided ? (
    t(`done.${decided.status}`)
  ) : operation.whyNot && operation.whyNot !== "ended" ? (
    t.rich(`whyNot.${operation.whyNot}`, {
      until: () => (operation.controlledUntil ? <RelativeTime at={operation.controlledUntil} form="full" /> : null),
    })
  ) : null;
  if (!instead && !pending) return dialogs;
  if (instead) {
    return (
      <>
        <DecideBar
          frame={frame}
          expiresAt={pending && !operation.canRecall ? operation.expiresAt : null}
          instead={
            <span role="status" className="flex items-center gap-3">
              <span className="min-w-0 flex-1">{instead}</span>
              {operation.canRecall && !decided && !late ? (
                <Button {...ahead} onClick={() => void ask("recall")}>
                  {t("recall")}
                </Button>
              ) : null}
            </span>
          }
        />
        {dialogs}
      </>
    );
  }
  return (
    <>
      {changed ? (
        <ChangedNotice onRead={() => setSeen({ revision: operation.revision, digest: operation.digest })} />
      ) : null}
      <DecideBar
        frame={frame}
        expiresAt={operation.expiresAt}
        reject={
          <Button
            variant="danger"
            data-shortcut="reject"
            disabled={changed}
            {...ahead}
            onClick={() => void ask("reject")}
          >
            {t("reject")}
          </Button>
        }
        approve={
          <Button
            variant="primary"
            data-shortcut="approve"
            disabled={changed}
            {...ahead}
            onClick={() => void ask("approve")}
            keyHint={
              <span aria-hidden="true">
                <Kbd tone="on-button">A</Kbd>
              </span>
            }
          >
            {t("approve")}
          </Button>
        }
      />
      {dialogs}
    </>
  );
}
