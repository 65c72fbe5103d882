import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { Toaster } from "@/components/ui/toaster";
import { AccountMenu } from "./account-menu";
import { BottomBar } from "./bottom-bar";
import { Header } from "./header";
import { KeyboardLayer } from "./keyboard-layer";
import { navItems } from "./nav-items";
import type { ShellView } from "./shell-view";
import { Sidebar } from "./sidebar";
import { TrialBar } from "./trial-bar";

/**
 * The frame of every signed-in page, of a distributor's people and of the issuer's: menu, header and keyboard on a desktop, bottom bar on a phone, clock and notes for both.
 * `account` holds the last entries of the account menu (sessions, sign out), styled with `accountItemLook`; `bell` stands in a desktop's header.
 */
export function PortalShell({
  view,
  account,
  bell,
  children,
}: {
  view: ShellView;
  account?: ReactNode;
  bell?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const create = navItems(view.menu.create);
  const places = [...navItems(view.menu.main), ...create, ...navItems(view.menu.own)].map(({ key, href, letter }) => ({
    key,
    href,
    letter,
    label: t(`nav.${key}`),
  }));
  return (
    <ClockProvider zone={view.zone} zoneLabel={view.zoneLabel} now={view.now}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-ink px-3 py-2 text-s font-medium text-bg focus-visible:translate-y-0"
      >
        {t("skip")}
      </a>
      {view.trial ? <TrialBar /> : null}
      <div data-shell className="lg:grid lg:grid-cols-[228px_minmax(0,1fr)]">
        <Sidebar view={view} />
        <div className="flex min-w-0 flex-col">
          <Header zoneLabel={view.zoneLabel} float={view.float} bell={bell} />
          <main
            id="content"
            tabIndex={-1}
            className="flex min-h-[calc(100dvh-var(--top-bar))] min-w-0 flex-1 flex-col gap-3.5 px-4 pt-4 pb-[calc(var(--bottom-bar)+1rem)] focus:outline-none lg:min-h-[calc(100dvh-var(--sticky-top))] lg:px-6 lg:pt-5.5 lg:pb-8"
          >
            {children}
          </main>
        </div>
        <BottomBar pendingCount={view.pendingCount} unread={view.unread} menu={view.menu} />
        <AccountMenu view={view}>{account}</AccountMenu>
      </div>
      <KeyboardLayer places={places} createHref={create[0]?.href} searchPath={view.searchPath} />
      <Toaster />
    </ClockProvider>
  );
}
