import { Settings2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { listNotices } from "@/lib/operations";
import { NoticeList } from "../_components/notice-list";
import { serialiseNotice } from "../_components/serialise-notice";
import { MarkAll } from "./_components/mark-all";

const AT_MOST = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices"))("title") };
}

/** What the person is told of: what waits for them, and how their own requests have ended. */
export default async function NoticesPage() {
  const [t, notices] = await Promise.all([
    getTranslations("notices"),
    view(async (ctx) => (await listNotices(ctx, AT_MOST)).map((notice) => serialiseNotice(ctx, notice))),
  ]);
  const isUnread = notices.some(({ unread }) => unread);
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader
        title={t("title")}
        backHref="/"
        actions={
          <>
            {isUnread ? <MarkAll /> : null}
            <LinkButton href="/account/notices">{t("settings.open")}</LinkButton>
          </>
        }
        aside={
          <Link
            href="/account/notices"
            aria-label={t("settings.title")}
            className="grid size-11 place-items-center rounded-control text-ink-2 hover:bg-hover"
          >
            <Settings2 aria-hidden="true" className="size-4.5" />
          </Link>
        }
      />
      {notices.length > 0 ? (
        <div className="flat-list overflow-hidden rounded-card border border-line bg-surface">
          <NoticeList notices={notices} />
        </div>
      ) : (
        <EmptyState kind="all-done" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      )}
      {notices.length === AT_MOST ? <p className="text-s text-ink-3">{t("more", { count: AT_MOST })}</p> : null}
      {isUnread ? (
        <div className="lg:hidden">
          <MarkAll wide />
        </div>
      ) : null}
    </div>
  );
}
