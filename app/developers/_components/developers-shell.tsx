import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OrgMark } from "@/components/layout/org-mark";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { TrialBar } from "@/components/layout/trial-bar";
import { env } from "@/lib/config/env";
import { type Contents, DevelopersNav } from "./developers-nav";

/** The frame of the pages for developers: contents on the left of a desktop, folded on top of a phone, gone from paper. */
export function DevelopersShell({
  contents,
  current,
  children,
}: {
  contents: Contents;
  current: string;
  children: ReactNode;
}) {
  const t = useTranslations();
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-ink px-3 py-2 text-s font-medium text-bg focus-visible:translate-y-0"
      >
        {t("shell.skip")}
      </a>
      {env().trial ? <TrialBar /> : null}
      <div className="lg:grid lg:grid-cols-[264px_minmax(0,1fr)] print:block">
        <header className="lg:sticky lg:top-(--top-bar) lg:flex lg:h-[calc(100dvh-var(--top-bar))] lg:flex-col lg:overflow-y-auto lg:border-r lg:border-line lg:bg-sunken print:hidden">
          <div className="flex items-center gap-2.5 px-4 pt-4 pb-3 lg:px-5 lg:pt-6 lg:pb-4">
            <Link href="/developers" className="flex min-w-0 items-center gap-2.5 no-underline">
              <OrgMark name="P" />
              <span className="min-w-0 leading-snug">
                <b className="block truncate font-semibold">{t("shell.product")}</b>
                <span className="block truncate text-xs text-ink-3">{t("developers.area")}</span>
              </span>
            </Link>
          </div>
          <details className="group/menu border-y border-line lg:hidden">
            <summary className="flex h-11 items-center justify-between px-4 text-s font-medium">
              {t("developers.menu")}
              <span aria-hidden="true" className="text-ink-3 transition-transform group-open/menu:rotate-90">
                ›
              </span>
            </summary>
            <div className="flex flex-col gap-2 px-2 pb-3">
              <DevelopersNav contents={contents} current={current} />
              <PortalLink />
            </div>
          </details>
          <div className="flex-1 px-3 max-lg:hidden">
            <DevelopersNav contents={contents} current={current} />
          </div>
          <div className="sticky bottom-0 flex flex-col gap-2 border-t border-line bg-sunken px-3 py-3 max-lg:hidden">
            <PortalLink />
            <ThemeSwitch />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 max-w-[1240px] px-4 pt-6 pb-16 focus:outline-none lg:px-10 lg:pt-10 print:px-0"
        >
          {children}
        </main>
      </div>
    </>
  );
}

function PortalLink() {
  const t = useTranslations("developers");
  return (
    <Link
      href="/"
      prefetch={false}
      className="flex min-h-8 items-center rounded-control px-2 text-s text-ink-2 no-underline hover:bg-hover hover:text-ink max-lg:min-h-11"
    >
      {t("portal")}
    </Link>
  );
}
