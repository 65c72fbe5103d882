import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * The head of a page: title row with actions on a desktop, the sticky top bar on a phone. `actions` are for a desktop (a phone has
 * its bottom bar), `aside` stands right in the phone's bar: a badge, a search button.
 */
export function PageHeader({
  title,
  backHref,
  phone,
  actions,
  aside,
}: {
  title: ReactNode;
  backHref?: string | undefined;
  /** What a phone's bar says instead: "1 of 7", with a way back to the list that a desktop shows beside it. */
  phone?: { readonly title: ReactNode; readonly backHref: string } | undefined;
  actions?: ReactNode;
  aside?: ReactNode;
}) {
  const t = useTranslations("shell");
  const back = phone?.backHref ?? backHref;
  return (
    <div className="flex items-center gap-2.5 max-lg:sticky max-lg:top-0 max-lg:z-20 max-lg:-mx-4 max-lg:-mt-4 max-lg:min-h-12 max-lg:border-b max-lg:border-line max-lg:bg-surface max-lg:px-4 lg:min-h-8.5">
      {back ? (
        <Link
          href={back}
          aria-label={t("back")}
          data-shortcut="back"
          className={cn(
            "-ml-3 grid size-11 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover lg:-ml-2 lg:size-8.5",
            phone && !backHref && "lg:hidden",
          )}
        >
          <ChevronLeft aria-hidden="true" className="size-5" />
        </Link>
      ) : null}
      <h1 className="min-w-0 flex-1 truncate text-m font-semibold lg:text-xl lg:tracking-[-0.01em]">
        {phone ? <span className="lg:hidden">{phone.title}</span> : null}
        <span className={phone ? "max-lg:hidden" : undefined}>{title}</span>
      </h1>
      {actions ? <div className="flex items-center gap-2 max-lg:hidden">{actions}</div> : null}
      {aside ? <div className="flex items-center gap-2 lg:hidden">{aside}</div> : null}
    </div>
  );
}
