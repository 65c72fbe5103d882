"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ErrorDetails } from "@/lib/kernel/errors";

type Late = { readonly code: string; readonly message: string; readonly details?: ErrorDetails | null | undefined };

/** Why a decision was not needed any more: who was first, and when. Losing a race is nobody's error. */
export function LateNotice({ refusal }: { refusal: Late }) {
  const t = useTranslations("decisions");
  const { status, decision, decidedBy, decidedAt } = refusal.details ?? {};
  const time = () => (typeof decidedAt === "string" ? <RelativeTime at={decidedAt} form="time" /> : null);
  if (refusal.code === "operations.already-decided" && typeof decidedBy === "string")
    return t.rich(decision === "reject" ? "decided.reject" : "decided.approve", { name: decidedBy, time });
  if (status === "cancelled" || status === "expired") return t.rich(`decided.${status}`, { time });
  return refusal.code === "operations.expired" ? t("whyNot.expired") : refusal.message;
}

/** Refusals that say: somebody, or the clock, was first. */
export const LATE: ReadonlySet<string> = new Set([
  "operations.already-decided",
  "operations.not-pending",
  "operations.already-voted",
  "operations.expired",
  "operations.revision-changed",
]);
