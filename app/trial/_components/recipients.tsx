import { useTranslations } from "next-intl";
import { Amount } from "@/components/money/amount";
import { Phone } from "@/components/money/phone";
import { Card } from "@/components/ui/card";
import type { TrialBoard } from "@/lib/trial";
import { CopyText } from "./copy-text";

/** Who a maker can type into a form: customers with what they can spend, and merchants. */
export function Recipients({
  customers,
  merchants,
  currency,
}: Pick<TrialBoard, "customers" | "merchants" | "currency">) {
  const t = useTranslations("trial.recipients");
  return (
    <section aria-labelledby="recipients" className="flex flex-col gap-3">
      <div>
        <h2 id="recipients" className="text-m font-semibold">
          {t("title")}
        </h2>
        <p className="text-xs text-ink-3">{t("hint")}</p>
      </div>
      <Card className="flex flex-col gap-4">
        <div>
          <h3 className="text-s font-semibold">{t("customers")}</h3>
          <ul className="flat-list mt-1 grid gap-x-5 sm:grid-cols-2 xl:grid-cols-3">
            {customers.map(({ name, phone, shownPhone, available }) => (
              <li key={phone} className="min-w-0 py-1">
                <p className="truncate text-xs text-ink-3">
                  {name} · <Amount value={{ amount: available, currency }} currency />
                </p>
                <CopyText
                  value={phone}
                  label={t("copyPhone", { name })}
                  copied={t("copied")}
                  className="-ml-1.5 px-1.5 text-s"
                >
                  <Phone shown={shownPhone} />
                </CopyText>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3 className="text-s font-semibold">{t("merchants")}</h3>
          <ul className="flat-list mt-1 grid gap-x-5 sm:grid-cols-2 xl:grid-cols-3">
            {merchants.map(({ name, shortCode }) => (
              <li key={shortCode} className="py-1">
                <p className="text-xs text-ink-3">{name}</p>
                <CopyText
                  value={shortCode}
                  label={t("copyShortCode", { name })}
                  copied={t("copied")}
                  className="-ml-1.5 px-1.5 text-s tabular-nums"
                >
                  {shortCode}
                </CopyText>
              </li>
            ))}
          </ul>
        </div>
      </Card>
    </section>
  );
}
