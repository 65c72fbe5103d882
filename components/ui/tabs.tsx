import Link from "next/link";
import { cn } from "./cn";

/** One tab: a link, since which tab is open is part of the address. `count` is a text where counting stops: "10,000+". */
export type Tab = { key: string; label: string; href: string; count?: number | string | undefined };

/** Groups of a list as links, with counts. Scrolls sideways on a phone. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 flex gap-5.5 overflow-x-auto overflow-y-hidden border-b border-line px-4 [scrollbar-width:none] lg:mx-0 lg:px-0"
    >
      {tabs.map((tab) => {
        const on = tab.key === current;
        return (
          <Link
            key={tab.key}
            href={tab.href}
            prefetch={false}
            scroll={false}
            aria-current={on ? "page" : undefined}
            className={cn(
              "flex items-center gap-1.5 border-b-2 pt-2 pb-2 text-s font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2 max-sm:min-h-11",
              on ? "border-accent text-ink" : "border-transparent text-ink-3 hover:text-ink",
            )}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-ink-3">{tab.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
