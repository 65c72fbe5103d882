"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { showToast } from "@/components/ui/show-toast";
import type { ActionResult } from "@/lib/kernel/action-result";

/** Saves settings at once and says so; what the server refused stands in `problem`. */
export function useSaving() {
  const t = useTranslations("notices.settings");
  const router = useRouter();
  const [busy, startSaving] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  const save = (send: () => Promise<ActionResult<null>>) =>
    startSaving(async () => {
      const answer = await send().catch(() => null);
      // What is so already is saved.
      const saved = answer?.ok || answer?.error.code === "organisations.nothing-changes";
      setProblem(saved ? null : (answer?.error.message ?? t("failed")));
      if (!saved) return;
      showToast({ tone: "good", title: t("saved") });
      router.refresh();
    });

  return { busy, problem, save };
}
