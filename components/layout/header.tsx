import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { groupDigits, type MoneyText } from "@/components/money/money-text";
import { SearchButton } from "./search-button";

/** The strip above a desktop page: search, the zone all times are in, what can still be paid out, and the bell. */
export function Header({ zoneLabel, float, bell }: { zoneLabel: string; float: MoneyText | null; bell?: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <header className="sticky top-(--top-bar) z-30 flex h-(--header) items-center gap-3.5 border-b border-line bg-surface px-6 max-lg:hidden">
      <SearchButton />
      <p className="text-xs whitespace-nowrap text-ink-3">{zoneLabel}</p>
      <div className="ml-auto flex items-center gap-3.5">
        {float ? (
          <p className="text-right text-xs leading-[1.3] whitespace-nowrap text-ink-3">
            {t("availableFloat")}
            <b className="block text-m leading-[1.3] font-semibold text-ink tabular-nums">
              {float.currency} {groupDigits(float.amount)}
            </b>
          </p>
        ) : null}
        {bell}
      </div>
    </header>
  );
}
