"use client";

import { useQuery } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { SEEN_HEADER } from "@/lib/kernel/pulse";
import { useIdleTime } from "./activity";

const EVERY = 4_000;
/** Without anybody at the screen for so long the page stands still, and the tab's title tells what waits. */
const AWAY = 10 * 60_000;
/** One lost answer is the network; this long without any is worth a word. */
const SILENCE = 15_000;

type Answer = { readonly head: string; readonly needsMe: number; readonly unread?: number; readonly ended?: boolean };

async function ask(isSeen: boolean): Promise<Answer> {
  const headers = { accept: "application/json", ...(isSeen ? { [SEEN_HEADER]: "1" } : {}) };
  const response = await fetch("/api/portal/pulse", { headers, cache: "no-store" });
  if (response.status === 401) return { head: "", needsMe: 0, ended: true };
  if (!response.ok) throw new Error(`pulse answered ${response.status}`);
  return (await response.json()) as Answer;
}

/**
 * Keeps an open page true: asks a small question every few seconds while the page is visible, and has the server render the page again when
 * something happened since `head`. Says so when no answer comes. A session that has ended leads to the sign-in page.
 */
export function Pulse({ head }: { head: string }) {
  const router = useRouter();
  const t = useTranslations("portal.pulse");
  const asked = useRef(head);
  const { data, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey: ["pulse"],
    queryFn: () => ask(idleFor() < 2 * EVERY),
    refetchInterval: EVERY,
    // Also where the device believes to be offline: it is often wrong, and silence has to be noticed.
    networkMode: "always",
    // The page has just been rendered: the first question can wait.
    initialData: { head, needsMe: 0 },
    refetchOnMount: false,
  });
  const idleFor = useIdleTime(AWAY, follow);

  function follow() {
    if (data.head === head || data.head === asked.current) return;
    if (idleFor() > AWAY && !data.ended) return showCount(data.needsMe);
    asked.current = data.head;
    startTransition(() => router.refresh());
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer, or a newer page, is a reason to compare
  useEffect(follow, [data, head]);

  const silent = errorUpdatedAt - dataUpdatedAt > SILENCE;
  return (
    <p
      role="status"
      className="fixed right-3 bottom-[calc(var(--bottom-bar)+12px)] z-30 flex items-center gap-2 rounded-control bg-ink px-3 py-2 text-xs text-bg shadow-pop empty:hidden"
    >
      {silent ? (
        <>
          <WifiOff aria-hidden="true" className="size-3.5" />
          <span>
            {t("silent")} <RelativeTime at={new Date(dataUpdatedAt).toISOString()} form="time" />
          </span>
        </>
      ) : null}
    </p>
  );
}

/** The count in the tab's title, for somebody who looks from afar while the page itself stands still. */
function showCount(needsMe: number): void {
  const title = document.title.replace(/^\([0-9]+\) /, "");
  document.title = needsMe > 0 ? `(${needsMe}) ${title}` : title;
}
