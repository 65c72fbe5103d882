import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * The approvals desk: list left, the whole request right. Under 1024 px there is room for one of them: the list, and once
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
    <div className="lg:grid lg:min-h-[calc(100dvh-var(--sticky-top)-11rem)] lg:grid-cols-[minmax(300px,1fr)_minmax(400px,1.15fr)] lg:rounded-card lg:border lg:border-line lg:bg-surface lg:shadow-card max-lg:flex max-lg:flex-1 max-lg:flex-col">
      <section
        aria-label={t("list")}
        className={cn(
          "lg:border-r lg:border-line max-lg:overflow-hidden max-lg:rounded-card max-lg:border max-lg:border-line max-lg:bg-surface",
          opened && "max-lg:hidden",
        )}
      >
        {bulk}
        <ul className="flat-list max-lg:[&>li:last-child]:border-b-0 lg:[&>li:first-child]:rounded-tl-card">{list}</ul>
      </section>
      <div className={cn("flex min-w-0 flex-1 flex-col", !opened && "max-lg:hidden")}>
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
