import { useTranslations } from "next-intl";
import { groupDigits, type MoneyText } from "@/components/money/money-text";
import { SearchButton } from "./search-button";

/** The strip above a desktop page: search, the zone all times are in, and what can still be paid out. */
export function Header({ zoneLabel, float }: { zoneLabel: string; float: MoneyText | null }) {
  const t = useTranslations("shell");
  return (
    <header className="sticky top-(--top-bar) z-30 flex h-(--header) items-center gap-3.5 border-b border-line bg-surface px-6 max-lg:hidden">
      <SearchButton />
      <p className="text-xs whitespace-nowrap text-ink-3">{zoneLabel}</p>
      {float ? (
        <p className="ml-auto text-right text-xs leading-[1.3] whitespace-nowrap text-ink-3">
          {t("availableFloat")}
          <b className="block text-m leading-[1.3] font-semibold text-ink tabular-nums">
            {float.currency} {groupDigits(float.amount)}
          </b>
        </p>
      ) : null}
    </header>
  );
}
