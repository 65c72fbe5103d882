import { Menu, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { ACCOUNT_MENU } from "./account-menu";
import { type Menu as MenuView, navItems } from "./nav-items";
import { NavLink } from "./nav-link";

const CREATE_MENU = "create-menu";
const item =
  "relative flex min-h-14 flex-1 flex-col items-center justify-center gap-1 text-2xs font-medium text-ink-3 focus-visible:-outline-offset-2 [&_svg]:size-5";

/** The menu at the lower edge of a phone. */
export function BottomBar({ pendingCount, unread, menu }: { pendingCount: number; unread: number; menu: MenuView }) {
  const t = useTranslations("shell.nav");
  const create = navItems(menu.create);
  const places = navItems(menu.main).filter(({ bar }) => bar);
  const [first, second, third] = places.map((place) => (
    <NavLink
      key={place.key}
      href={place.href}
      exact={place.exact}
      className={cn(item, "aria-[current=page]:font-semibold aria-[current=page]:text-accent")}
    >
      <span className="relative">
        {place.icon}
        {place.waits && pendingCount > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-wait-soft px-1 text-center text-[10px] leading-4 font-semibold text-wait ring-2 ring-surface"
          >
            {pendingCount > 99 ? "99+" : pendingCount}
          </span>
        ) : null}
      </span>
      {t(place.key)}
      {place.waits && pendingCount > 0 ? (
        <span className="sr-only">, {t("waiting", { count: pendingCount })}</span>
      ) : null}
    </NavLink>
  ));
  return (
    <>
      <nav
        aria-label={t("label")}
        className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        {first}
        {second}
        {create.length > 0 ? (
          <MenuButton target={CREATE_MENU} icon={<Plus aria-hidden="true" />} label={t("create")} />
        ) : null}
        {third}
        <MenuButton target={ACCOUNT_MENU} icon={<Menu aria-hidden="true" />} label={t("more")}>
          {unread > 0 ? (
            <>
              <span
                aria-hidden="true"
                className="absolute top-2 left-[calc(50%+7px)] size-2.5 rounded-full bg-accent ring-2 ring-surface"
              />
              <span className="sr-only">{t("unread", { count: unread })}</span>
            </>
          ) : null}
        </MenuButton>
      </nav>
      {create.length > 0 ? (
        <div
          id={CREATE_MENU}
          popover="auto"
          className="fixed inset-x-3 top-auto bottom-[calc(var(--bottom-bar)+12px)] w-auto rounded-card border border-line bg-surface p-1.5 text-ink shadow-pop lg:hidden"
        >
          {create.map((place) => (
            <NavLink
              key={place.key}
              href={place.href}
              className="flex min-h-12 items-center gap-3 rounded-control px-3 text-m font-medium hover:bg-hover [&_svg]:size-5 [&_svg]:text-accent"
            >
              {place.icon}
              {t(place.key)}
            </NavLink>
          ))}
        </div>
      ) : null}
    </>
  );
}

function MenuButton(props: { target: string; icon: ReactNode; label: string; children?: ReactNode }) {
  const { target, icon, label, children } = props;
  return (
    <button type="button" popoverTarget={target} className={item}>
      {icon}
      {label}
      {children}
    </button>
  );
}
