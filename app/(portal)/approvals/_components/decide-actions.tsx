"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DecideBar } from "@/components/operations/decide-bar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import { ChangedNotice } from "./changed-notice";
import { LateNotice } from "./late-notice";
import { type Decision, useDecision } from "./use-decision";

type Props = {
  operation: SerialisedOperation;
  frame?: "page" | "pane";
  /** Where a decision leads; without it the page is read again. */
  nextHref?: string | undefined;
};
type PartProps = { operation: SerialisedOperation; frame: "page" | "pane"; decision: Decision };

/** The bar under an operation: its clock with Approve and Reject, or why this person cannot, and Recall for its maker. */
export function DecideActions(props: Props) {
  return <Actions key={props.operation.id} {...props} />;
}

function Actions({ operation, frame = "page", nextHref }: Props) {
  const decision = useDecision(operation, nextHref);
  const instead = useInstead(operation, decision);
  const { Dialogs, seen, open, changed, onDone, onLate, close } = decision;
  const part = { operation, frame, decision };
  return (
    <>
      {instead ? <Told {...part}>{instead}</Told> : operation.status === "pending" ? <Choice {...part} /> : null}
      {Dialogs ? <Dialogs {...{ operation, seen, open, changed, onDone, onLate }} onClose={close} /> : null}
    </>
  );
}

/** What stands where the buttons would be; null while this person may decide. */
function useInstead(
  { whyNot, controlledUntil, approvals }: SerialisedOperation,
  { late, decided }: Decision,
): ReactNode {
  const t = useTranslations("decisions");
  if (late) return <LateNotice refusal={late} />;
  if (decided) return t(`done.${decided.status}`);
  if (!whyNot || whyNot === "ended") return null;
  if (whyNot === "approved") return t("whyNot.approved", { missing: approvals.needed - approvals.given });
  return t.rich(`whyNot.${whyNot}`, {
    until: () => (controlledUntil ? <RelativeTime at={controlledUntil} form="full" /> : null),
  });
}

function Told({ operation, frame, decision, children }: PartProps & { children: ReactNode }) {
  const t = useTranslations("decisions");
  const { decided, late, ahead, ask } = decision;
  return (
    <DecideBar
      frame={frame}
      expiresAt={operation.status === "pending" && !operation.canRecall ? operation.expiresAt : null}
      instead={
        <span role="status" className="flex items-center gap-3">
          <span className="min-w-0 flex-1">{children}</span>
          {operation.canRecall && !decided && !late ? (
            <Button {...ahead} onClick={() => void ask("recall")}>
              {t("recall")}
            </Button>
          ) : null}
          {operation.canRevise && !decided && !late ? (
            <LinkButton href={`/operations/${operation.id}/edit`}>{t("revise")}</LinkButton>
          ) : null}
          {operation.canUndo && !late ? (
            <Button {...ahead} onClick={() => void ask("undo")}>
              {t("undo")}
            </Button>
          ) : null}
        </span>
      }
    />
  );
}

function Choice({ operation, frame, decision }: PartProps) {
  const t = useTranslations("decisions");
  const { changed, readAgain, ahead, ask } = decision;
  const to = (dialog: "approve" | "reject") => ({
    "data-shortcut": dialog,
    disabled: changed,
    ...ahead,
    onClick: () => void ask(dialog),
  });
  const key = (
    <span aria-hidden="true">
      <Kbd tone="on-button">A</Kbd>
    </span>
  );
  return (
    <>
      {changed ? <ChangedNotice onRead={readAgain} /> : null}
      <DecideBar
        frame={frame}
        expiresAt={operation.expiresAt}
        reject={
          <Button variant="danger" {...to("reject")}>
            {t("reject")}
          </Button>
        }
        approve={
          <Button variant="primary" {...to("approve")} keyHint={key}>
            {t("approve")}
          </Button>
        }
      />
    </>
  );
}
