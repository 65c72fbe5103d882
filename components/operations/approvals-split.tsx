import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * The approvals desk: list left, the whole request right. Under 1152 px there is room for one of them: the list, and once
 * a request was opened (`opened`: it stands in the address) the request.
 */
export function ApprovalsSplit({
  list,
  opened,
  bulk,
  detail,
}: {
  /** OperationRow items. */
  list: ReactNode;
  opened: boolean;
  /** The bar of ticked rows, above the list. */
  bulk?: ReactNode;
  /** OperationDetail with `frame="pane"`, or null when nothing is open. */
  detail: ReactNode;
}) {
  const t = useTranslations("approvals");
  return (
    <div className="xl:grid xl:min-h-[calc(100dvh-var(--sticky-top)-11rem)] xl:grid-cols-[minmax(380px,1fr)_minmax(440px,1.15fr)] xl:rounded-card xl:border xl:border-line xl:bg-surface xl:shadow-card max-xl:flex max-xl:flex-1 max-xl:flex-col">
      <section
        aria-label={t("list")}
        className={cn(
          "xl:border-r xl:border-line max-xl:overflow-hidden max-xl:rounded-card max-xl:border max-xl:border-line max-xl:bg-surface",
          opened && "max-xl:hidden",
        )}
      >
        {bulk}
        <ul className="flat-list max-xl:[&>li:last-child]:border-b-0 xl:[&>li:first-child]:rounded-tl-card">{list}</ul>
      </section>
      <div className={cn("flex min-w-0 flex-1 flex-col", !opened && "max-xl:hidden")}>
        {detail ?? (
          <div className="m-auto max-w-xs p-10 text-center text-s text-ink-3">
            <p className="font-medium text-ink-2">{t("nothingOpen.title")}</p>
            <p>{t("nothingOpen.text")}</p>
          </div>
        )}
      </div>
    </div>
  );
}
