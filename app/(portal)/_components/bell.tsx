"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell as BellIcon, Settings2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { markAllRead } from "../notices/actions";
import { NoticeList } from "./notice-list";
import type { SerialisedNotice } from "./serialise-notice";

const PANEL = "bell-panel";

type Answer = { readonly notices: readonly SerialisedNotice[] };

async function ask(): Promise<Answer> {
  const response = await fetch("/api/portal/notices", { headers: { accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Error(`notices answered ${response.status}`);
  return (await response.json()) as Answer;
}

/**
 * The bell of a desktop's header: how much is unread, and the newest notices when it is opened. It moves with the page's pulse. `unread` is what
 * it was when the page was rendered.
 */
export function Bell({ unread: atFirst }: { unread: number }) {
  const t = useTranslations("notices");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  // The pulse asks; this only listens.
  const { data: pulse } = useQuery<{ unread?: number }>({ queryKey: ["pulse"], enabled: false });
  const unread = pulse?.unread ?? atFirst;
  const { data, isError, refetch } = useQuery({ queryKey: ["notices", unread], queryFn: ask, enabled: open });
  const [marking, startMarking] = useTransition();

  const markAll = () =>
    startMarking(async () => {
      const answer = await markAllRead({}).catch(() => null);
      if (!answer?.ok) return;
      client.setQueryData<object>(["pulse"], (before) => ({ ...before, unread: 0 }));
      await refetch();
    });

  return (
    <>
      <button
        type="button"
        popoverTarget={PANEL}
        aria-label={t("open", { unread })}
        className="relative grid size-9 place-items-center rounded-control text-ink-2 transition-colors hover:bg-hover"
      >
        <BellIcon aria-hidden="true" className="size-4.5" />
        {unread > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-semibold text-on-accent ring-2 ring-surface"
          >
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
      </button>
      <section
        id={PANEL}
        popover="auto"
        aria-label={t("title")}
        onToggle={(event) => setOpen(event.newState === "open")}
        className="fixed top-[calc(var(--sticky-top)+4px)] right-5 left-auto w-104 rounded-card border border-line bg-surface text-s text-ink shadow-pop"
      >
        <div className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
          <h2 className="flex-1 text-m font-semibold">{t("title")}</h2>
          <Button
            size="s"
            variant="ghost"
            busy={marking}
            busyLabel={t("marking")}
            disabled={unread === 0}
            onClick={markAll}
          >
            {t("markAll")}
          </Button>
          <Link
            href="/account/notices"
            aria-label={t("settings.title")}
            className="grid size-8 place-items-center rounded-control text-ink-3 hover:bg-hover"
          >
            <Settings2 aria-hidden="true" className="size-4" />
          </Link>
        </div>
        <div className="max-h-[min(60dvh,26rem)] overflow-y-auto">
          {data && data.notices.length > 0 ? <NoticeList notices={data.notices} /> : null}
          {data?.notices.length === 0 ? <p className="px-4 py-10 text-center text-ink-3">{t("none")}</p> : null}
          {!data ? (
            <p role="status" className="flex justify-center px-4 py-10 text-ink-3">
              {isError ? t("failed") : <Spinner />}
            </p>
          ) : null}
        </div>
        <p className="border-t border-line p-1.5">
          <Link
            href="/notices"
            className="block rounded-control px-2.5 py-2 text-center font-medium text-accent hover:bg-hover"
          >
            {t("all")}
          </Link>
        </p>
      </section>
    </>
  );
}
