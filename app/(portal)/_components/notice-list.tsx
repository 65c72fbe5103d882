"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { markRead } from "../notices/actions";
import type { SerialisedNotice } from "./serialise-notice";

/** Notices, newest first; each is a link to what it is about, and is read once it is followed. */
export function NoticeList({ notices }: { notices: readonly SerialisedNotice[] }) {
  return (
    <ul className="divide-y divide-line">
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

/** What is told of an operation, or of all of a file. */
function useSentence({ kind, file, status, maker }: SerialisedNotice): string {
  const t = useTranslations("notices");
  const ts = useTranslations("status");
  if (file && kind !== "ended") return t("file.decide", { count: file.waiting, maker });
  if (file) return file.ended.map((end) => t("file.ended", { count: end.count, status: ts(end.status) })).join(" · ");
  if (kind !== "ended") return t(kind, { maker });
  return t(`ended.${status === "pending" || status === "executing" ? "other" : status}`);
}

function NoticeRow({ notice }: { notice: SerialisedNotice }) {
  const { id, type, file, name, amount, at, unread, href } = notice;
  const t = useTranslations("notices");
  const to = useTranslations("operations");
  const said = useSentence(notice);
  return (
    <li className="relative flex gap-3 px-4 py-3 transition-colors hover:bg-hover max-sm:min-h-14">
      <span
        aria-hidden="true"
        className={cn("mt-1.75 size-2 shrink-0 rounded-full", unread ? "bg-accent" : "bg-transparent")}
      />
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          prefetch={false}
          // Following it is what reads it; should this not arrive, it stays unread.
          onClick={() => unread && void markRead({ operations: [id] }).catch(() => undefined)}
          className={cn(
            "block truncate after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus",
            unread ? "font-semibold" : "font-medium",
          )}
        >
          {unread ? <span className="sr-only">{t("unread")} </span> : null}
          {file ? t("file.title", { name: file.name }) : to(`title.${type}`, { name })}
        </Link>
        <p className="truncate text-xs text-ink-3">{said}</p>
      </div>
      <div className="shrink-0 text-right">
        {amount ? <p className="text-s font-medium whitespace-nowrap tabular-nums">{amount}</p> : null}
        <p className="text-xs text-ink-3">
          <RelativeTime at={at} />
        </p>
      </div>
    </li>
  );
}
