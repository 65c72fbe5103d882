"use client";

import { useTranslations } from "next-intl";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { sendAgain, withdraw } from "../../actions";
import { ActDialog } from "./act-dialog";
import type { ActDialogProps } from "./act-dialog-props";
import { useAct } from "./use-act";

/** An open invitation: once more, or not at all. Both act at once. */
export function PlainDialog({ person, operationsPath, onClose, act }: ActDialogProps & { act: "again" | "withdraw" }) {
  const t = useTranslations("people.acts");
  const sending = useAct({ type: act, operationsPath, onClose });
  const verb = act === "again" ? sendAgain : withdraw;
  return (
    <ActDialog
      title={t(`${act}.title`, { name: person.name })}
      means={t(`${act}.means`, { days: INVITATION_DAYS })}
      submitLabel={t(`${act}.button`)}
      danger={act === "withdraw"}
      act={sending}
      onClose={onClose}
      onSubmit={() => void sending.send(() => verb({ person: person.id }))}
    />
  );
}
