"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";

/** The server takes somebody who has not told for 25 seconds for gone. */
const EVERY = 8_000;

async function tell(operation: string): Promise<readonly string[]> {
  const query = new URLSearchParams({ operation });
  const response = await fetch(`/api/portal/looks?${query}`, {
    method: "POST",
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`looks answered ${response.status}`);
  return ((await response.json()) as { others: readonly string[] }).others;
}

/** Who else has this request open now, while it can be seen and waits: two at one desk need not decide the same. */
export function AlsoLooking({ operation }: { operation: string }) {
  const t = useTranslations("approvalsDesk");
  const format = useFormatter();
  const { data: others = [] } = useQuery({
    queryKey: ["looks", operation],
    queryFn: () => tell(operation),
    refetchInterval: EVERY,
    // It is a courtesy: when no answer comes, nothing is said.
    retry: false,
    networkMode: "always",
  });
  return (
    <p role="status" className="flex items-center gap-2 text-s text-ink-2 empty:hidden">
      {others.length > 0 ? (
        <>
          <Eye aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
          <span>{t("alsoLooking", { names: format.list(others), count: others.length })}</span>
        </>
      ) : null}
    </p>
  );
}
