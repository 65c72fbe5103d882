"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newKey } from "@/app/_operation-form/draft";
import { useSubmission } from "@/app/_operation-form/submission";
import { showToast } from "@/components/ui/show-toast";
import type { ActionResult, Refusal } from "@/lib/kernel/action-result";

type Done = { readonly operationId: string | null };

/**
 * Sends one act about a person. What needs a second person leads to the request that was made; what was done at once is said in a note, and
 * the page reads itself again. `key` makes a request that is sent twice one request.
 */
export function useAct({
  type,
  operationsPath,
  onClose,
}: {
  type: string;
  operationsPath: string;
  onClose: () => void;
}) {
  const t = useTranslations("people");
  const router = useRouter();
  const [key] = useState(newKey);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { state, submit } = useSubmission<Done>(({ operationId }) => {
    if (operationId) return router.push(`${operationsPath}/${operationId}?made=${type}`);
    onClose();
    showToast({ tone: "good", title: t("done") });
    router.refresh();
  });
  const busy = state.phase === "sending" || state.phase === "unknown" || state.phase === "done";
  return {
    key,
    busy,
    unknown: state.phase === "unknown",
    refusal,
    async send(ask: () => Promise<ActionResult<Done>>) {
      setRefusal(null);
      const answer = await submit(ask);
      if (!answer || answer.ok) return;
      setRefusal(answer.error);
      router.refresh();
    },
  };
}
