"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { useOnDemand } from "@/components/ui/load-on-demand";
import { showToast } from "@/components/ui/show-toast";
import type { Refusal } from "@/lib/kernel/action-result";
import type { SerialisedOperation } from "../../_components/serialise-operation";
import type { OpenDialog } from "./decision-dialogs";
import type { Decided } from "./dialog-parts";

const TONES = {
  completed: "good",
  failed: "bad",
  pending: "neutral",
  rejected: "neutral",
  cancelled: "neutral",
  undone: "neutral",
} as const;

/**
 * Where a decision stands in this browser: the version that was read (`changed`: there is a newer one), which dialog is open, and what became
 * of it. The dialogs are fetched when somebody is about to decide.
 */
export function useDecision(operation: SerialisedOperation, nextHref: string | undefined) {
  const t = useTranslations("decisions");
  const router = useRouter();
  const { revision, digest, counterparty, money } = operation;
  const [seen, setSeen] = useState({ revision, digest });
  const [open, setOpen] = useState<OpenDialog>(null);
  const [Dialogs, fetchDialogs] = useOnDemand(() => import("./decision-dialogs").then((part) => part.DecisionDialogs));
  const [late, setLate] = useState<Refusal | null>(null);
  const [decided, setDecided] = useState<Decided | null>(null);

  return {
    seen,
    open,
    late,
    decided,
    Dialogs,
    changed: revision !== seen.revision || digest !== seen.digest,
    readAgain: () => setSeen({ revision, digest }),
    close: () => setOpen(null),
    /** For what leads to a dialog: it is there by the time that it is asked for. */
    ahead: { onPointerEnter: () => void fetchDialogs(), onFocus: () => void fetchDialogs() },
    async ask(dialog: OpenDialog) {
      if (await fetchDialogs()) setOpen(dialog);
      else showToast({ tone: "bad", title: t("notLoaded") });
    },
    onDone(outcome: Decided) {
      setOpen(null);
      // Whoever has taken their approval back may decide again.
      setDecided(outcome.status === "undone" ? null : outcome);
      const detail = [counterparty.name, money && `${money.currency} ${money.grouped}`].filter(Boolean).join(", ");
      showToast({ tone: TONES[outcome.status], title: t(`done.${outcome.status}`), detail });
      startTransition(() => {
        // What could not be done is to be read, not left behind.
        if (nextHref && outcome.status !== "failed" && outcome.status !== "undone")
          router.push(nextHref, { scroll: false });
        router.refresh();
      });
    },
    onLate(refusal: Refusal) {
      setOpen(null);
      if (refusal.code !== "operations.revision-changed") setLate(refusal);
      startTransition(() => router.refresh());
    },
  };
}

/** What `useDecision` gives. */
export type Decision = ReturnType<typeof useDecision>;
