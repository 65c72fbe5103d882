import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { CountBadge } from "@/components/ui/badge";
import { ACCOUNT_MENU } from "./account-menu";
import { navItems, type PlaceKey } from "./nav-items";
import { NavLink } from "./nav-link";
import { OrgMark } from "./org-mark";
import type { ShellView } from "./shell-view";

/** The menu at the left of a desktop. */
export function Sidebar({ view }: { view: Pick<ShellView, "org" | "person" | "menu" | "pendingCount"> }) {
  const t = useTranslations("shell");
  const tr = useTranslations("people.roles");
  const { org, person, menu, pendingCount } = view;
  const made = navItems(menu.create).map(({ href }) => href);
  return (
    <nav
      aria-label={t("nav.label")}
      className="sticky top-(--top-bar) flex h-[calc(100dvh-var(--top-bar))] flex-col gap-0.5 overflow-y-auto border-r border-line bg-sunken px-3 pt-4 pb-2 max-lg:hidden"
    >
      <div className="flex items-center gap-2.5 px-2 pt-1.5 pb-3.5">
        <OrgMark name={org.name} />
        <p className="min-w-0 leading-snug">
          <b className="block truncate font-semibold">{org.name}</b>
          <span className="block truncate text-xs text-ink-3">
            {t(`orgKind.${org.kind}`, { currency: org.currency })}
          </span>
        </p>
      </div>
      <Items keys={[...menu.main, ...menu.create]} made={made} pendingCount={pendingCount} />
      {menu.own.length > 0 ? (
        <>
          <p className="px-2 pt-4 pb-1 text-2xs font-medium text-ink-3">{t("nav.own")}</p>
          <Items keys={menu.own} made={made} pendingCount={0} />
        </>
      ) : null}
      <div className="mt-auto border-t border-line pt-2">
        <button
          type="button"
          popoverTarget={ACCOUNT_MENU}
          aria-label={t("account.open", { name: person.name })}
          className="flex w-full items-center gap-2.5 rounded-control p-2 text-left text-s transition-colors hover:bg-hover"
        >
          <Avatar name={person.name} />
          <span className="min-w-0 flex-1 leading-snug">
            <span className="block truncate">{person.name}</span>
            <span className="block truncate text-xs text-ink-3">{person.roles.map((role) => tr(role)).join(", ")}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
        </button>
      </div>
    </nav>
  );
}

function Items(props: { keys: readonly PlaceKey[]; made: readonly string[]; pendingCount: number }) {
  const t = useTranslations("shell");
  const { keys, made, pendingCount } = props;
  return (
    <div className="flex flex-col gap-0.5">
      {navItems(keys).map((item) => (
        <NavLink
          key={item.key}
          href={item.href}
          exact={item.exact}
          except={made}
          className="flex items-center gap-2.5 rounded-control px-2 py-1.75 text-s font-medium text-ink-2 transition-colors hover:bg-hover aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:inset-ring-1 aria-[current=page]:inset-ring-line [&_svg]:size-4 [&_svg]:text-ink-3 aria-[current=page]:[&_svg]:text-accent"
        >
          {item.icon}
          <span className="flex-1">{t(`nav.${item.key}`)}</span>
          {item.waits && pendingCount > 0 ? (
            <>
              <CountBadge count={pendingCount} />
              <span className="sr-only">, {t("nav.waiting", { count: pendingCount })}</span>
            </>
          ) : null}
        </NavLink>
      ))}
    </div>
  );
}
