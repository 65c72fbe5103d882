import { Check, Plus, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const size =
  "inline-flex h-6.5 items-center gap-1 rounded-full border px-2.5 text-xs whitespace-nowrap max-sm:h-9 max-sm:px-3.5";

/**
 * A filter in one of two states. Set (`value` and `clearHref`): "Status: Pending ×", a link that takes it away. Not
 * set: "+ Status", which opens its choices; they are links as well, so the filter lives in the address and needs no script.
 * `children` stand above the list of links where a filter needs a form (an amount, a date, a search for more); make that a GET form. `open`:
 * its choices are shown from the start, after such a search.
 */
export function FilterChip({
  name,
  value,
  clearHref,
  options,
  open = false,
  children,
}: {
  name: string;
  value?: string | undefined;
  clearHref?: string | undefined;
  options?: readonly { label: string; href: string; on?: boolean }[];
  open?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("ui");
  if (value !== undefined && clearHref !== undefined) {
    return (
      <Link
        href={clearHref}
        scroll={false}
        aria-label={t("filter.remove", { name, value })}
        className={`${size} border-transparent bg-accent-soft font-medium text-accent transition-colors hover:border-accent`}
      >
        {name}: {value}
        <X aria-hidden="true" className="-mr-0.5 size-3" />
      </Link>
    );
  }
  return (
    <details name="filter" open={open} data-opened={open || undefined} className="sm:relative">
      <summary
        aria-label={t("filter.add", { name })}
        className={`${size} list-none border-dashed border-line-strong text-ink-2 transition-colors hover:border-ink-3 hover:text-ink`}
      >
        <Plus aria-hidden="true" className="-ml-0.5 size-3" />
        {name}
      </summary>
      {/* On a phone as wide as the row of filters, so that no chip near the edge opens beyond it. */}
      <div className="absolute left-0 z-20 mt-1.5 max-h-80 min-w-48 overflow-y-auto max-sm:right-0 max-sm:max-h-[60dvh] rounded-card border border-line bg-surface p-1.5 shadow-pop">
        {children}
        {options ? (
          <ul className="flat-list">
            {options.map((option) => (
              <li key={option.href}>
                <Link
                  href={option.href}
                  scroll={false}
                  className="flex items-center gap-2 rounded-control px-2.5 py-1.5 text-s text-ink hover:bg-hover max-sm:min-h-11"
                >
                  {option.label}
                  {option.on ? <Check aria-hidden="true" className="ml-auto size-3.5 text-accent" /> : null}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </details>
  );
}

/** The row of filters above a list. */
export function FilterBar({ clearHref, children }: { clearHref?: string | undefined; children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:relative">
      {children}
      {clearHref ? (
        <Link
          href={clearHref}
          scroll={false}
          className="px-1.5 py-1 text-xs text-ink-3 underline-offset-2 hover:text-ink hover:underline"
        >
          {t("filter.clear")}
        </Link>
      ) : null}
    </div>
  );
}
