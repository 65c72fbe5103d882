import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/**
 * The head of a page: title row with actions on a desktop, the sticky top bar on a phone. `actions` are for a desktop (a phone has
 * its bottom bar), `aside` stands right in the phone's bar: a badge, a search button.
 */
export function PageHeader({
  title,
  backHref,
  actions,
  aside,
}: {
  title: ReactNode;
  backHref?: string | undefined;
  actions?: ReactNode;
  aside?: ReactNode;
}) {
  const t = useTranslations("shell");
  return (
    <div className="flex items-center gap-2.5 max-lg:sticky max-lg:top-0 max-lg:z-20 max-lg:-mx-4 max-lg:-mt-4 max-lg:min-h-12 max-lg:border-b max-lg:border-line max-lg:bg-surface max-lg:px-4 lg:min-h-8.5">
      {backHref ? (
        <Link
          href={backHref}
          aria-label={t("back")}
          data-shortcut="back"
          className="-ml-3 grid size-11 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover lg:-ml-2 lg:size-8.5"
        >
          <ChevronLeft aria-hidden="true" className="size-5" />
        </Link>
      ) : null}
      <h1 className="min-w-0 flex-1 truncate text-m font-semibold lg:text-xl lg:tracking-[-0.01em]">{title}</h1>
      {actions ? <div className="flex items-center gap-2 max-lg:hidden">{actions}</div> : null}
      {aside ? <div className="flex items-center gap-2 lg:hidden">{aside}</div> : null}
    </div>
  );
}
