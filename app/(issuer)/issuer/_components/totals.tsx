import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { Stat } from "@/components/ui/card";
import type { CurrencyTotal } from "./distributor-rows";

/** What one or several distributors have in a currency, and what they did today. `available` names the float. */
export function Totals({ total, label, available }: { total: CurrencyTotal; label: string; available: string }) {
  const t = useTranslations("issuer.overview");
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
        <p className="mt-2.5 text-xs text-ink-3 tabular-nums">
          {t("held", { amount: `${currency} ${groupDigits(total.held)}` })}
        </p>
      </Stat>
      <Stat label={t("cashIn")} figure={amount(total.cashIn)} />
      <Stat label={t("cashOut")} figure={amount(total.cashOut)} />
      <Stat label={t("pending")} figure={total.pending}>
        <p className="mt-2.5 text-xs text-ink-3">{t("completed", { count: total.completed })}</p>
      </Stat>
    </section>
  );
}
