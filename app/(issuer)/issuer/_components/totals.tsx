import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { groupDigits } from "@/components/money/money-text";
import { Stat } from "@/components/ui/card";
import { useCountText } from "./count-text";
import type { Figures } from "./distributor-rows";

/** What one or several distributors have in a currency, and what they did today. `available` names the float, `beside` stands with it. */
export function Totals({
  total,
  label,
  available,
  beside,
}: {
  total: Figures;
  label: string;
  available: string;
  beside?: ReactNode;
}) {
  const t = useTranslations("issuer.overview");
  const countText = useCountText();
  const { currency } = total;
  const amount = (text: string) => (
    <>
      <span className="text-l font-medium tracking-normal text-ink-3">{currency} </span>
      <span className="tabular-nums">{groupDigits(text)}</span>
    </>
  );
  return (
    <section aria-label={label} className="grid gap-3.5 sm:grid-cols-2 xl:grid-cols-[1.4fr_1fr_1fr_0.7fr]">
      <Stat label={available} figure={amount(total.available)}>
        <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3 tabular-nums">
          {t("held", { amount: `${currency} ${groupDigits(total.held)}` })}
          {beside}
        </div>
      </Stat>
      <Stat label={t("cashIn")} figure={amount(total.cashIn)} />
      <Stat label={t("cashOut")} figure={amount(total.cashOut)} />
      <Stat label={t("pending")} figure={countText(total.pending, total.hasMorePending)}>
        <p className="mt-2.5 text-xs text-ink-3">{t("completed", { count: total.completed })}</p>
      </Stat>
    </section>
  );
}
