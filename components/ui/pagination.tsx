import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { LinkButton } from "./link-button";

/**
 * Keyset paging: back and on, no page numbers, since rows arrive meanwhile. A missing href is the end of the list; where there is neither, all
 * of it is on this page.
 */
export function Pagination({
  previousHref,
  nextHref,
  label,
  children,
}: {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** Where a page has two lists: which one this pages through. */
  label?: string | undefined;
  /** What is shown: "50 operations". */
  children?: ReactNode;
}) {
  const t = useTranslations("ui.pagination");
  if (!previousHref && !nextHref && !children) return null;
  const ends = [
    { key: "previous", href: previousHref, label: t("previous"), icon: <ChevronLeft aria-hidden="true" /> },
    { key: "next", href: nextHref, label: t("next"), icon: <ChevronRight aria-hidden="true" /> },
  ];
  const isWhole = !previousHref && !nextHref;
  return (
    <nav aria-label={label ?? t("label")} className="flex items-center gap-2">
      <p className="flex-1 text-xs text-ink-3">{children}</p>
      {(isWhole ? [] : ends).map((end) => {
        const content = end.key === "next" ? [end.label, end.icon] : [end.icon, end.label];
        return end.href ? (
          <LinkButton key={end.key} href={end.href} size="s" rel={end.key === "next" ? "next" : "prev"}>
            <span className="contents">
              {content[0]}
              {content[1]}
            </span>
          </LinkButton>
        ) : (
          <button key={end.key} type="button" disabled className={buttonLook({ size: "s" })}>
            {content[0]}
            {content[1]}
          </button>
        );
      })}
    </nav>
  );
}
