import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { navItems } from "./nav-items";
import { NavLink } from "./nav-link";
import type { ShellView } from "./shell-view";
import { ShortcutHelpButton } from "./shortcut-help-button";
import { ThemeSwitch } from "./theme-switch";

export const ACCOUNT_MENU = "account-menu";

/**
 * Who one is, on a phone the places that its bar has no room for, theme, keyboard and what the caller passes (sessions, sign out). The browser's own popover: it closes by Esc
 * and by a click beside it, without script. Opened from the sidebar, on a phone from More.
 */
export function AccountMenu({
  view: { org, person, menu },
  children,
}: {
  view: Pick<ShellView, "org" | "person" | "menu">;
  children?: ReactNode;
}) {
  const t = useTranslations("shell");
  const tr = useTranslations("people.roles");
  const others = navItems([...menu.main, ...menu.own]).filter(({ bar }) => !bar);
  return (
    <section
      id={ACCOUNT_MENU}
      popover="auto"
      aria-label={t("account.title")}
      className="fixed top-auto w-auto rounded-card border border-line bg-surface p-1.5 text-s text-ink shadow-pop max-lg:inset-x-3 max-lg:bottom-[calc(var(--bottom-bar)+12px)] lg:right-auto lg:bottom-16 lg:left-3 lg:w-64"
    >
      <div className="flex items-center gap-2.5 px-2.5 pt-2 pb-3">
        <Avatar name={person.name} />
        <p className="min-w-0 leading-snug">
          <b className="block truncate font-semibold">{person.name}</b>
          <span className="block truncate text-xs text-ink-3">
            {org.name} · {person.roles.map((role) => tr(role)).join(", ")}
          </span>
        </p>
      </div>
      {others.length > 0 ? (
        <nav aria-label={t("nav.others")} className="flex flex-col border-t border-line py-1.5 lg:hidden">
          {others.map((item) => (
            <NavLink
              key={item.key}
              href={item.href}
              className={cn(accountItemLook, "aria-[current=page]:font-semibold")}
            >
              {item.icon}
              {t(`nav.${item.key}`)}
            </NavLink>
          ))}
        </nav>
      ) : null}
      <div className="px-1 pb-1.5">
        <ThemeSwitch />
      </div>
      <div className="flex flex-col border-t border-line pt-1.5">
        <ShortcutHelpButton className={accountItemLook} />
        {children}
      </div>
    </section>
  );
}

/** The look of a link or button inside the account menu. */
export const accountItemLook =
  "flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-s text-ink transition-colors hover:bg-hover max-lg:min-h-11 [&_svg]:size-4 [&_svg]:text-ink-3";
