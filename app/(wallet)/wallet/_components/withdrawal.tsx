import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { clockTime, dayOf } from "@/components/ui/zone-time";
import { newId } from "@/lib/kernel/ids";
import { formatGrouped, type Money } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { OwnWithdrawal, Wallet } from "@/lib/wallets";
import { askForCash, takeBackRequest } from "../../actions";

const told = (amount: Money) => `${amount.currency} ${formatGrouped(amount)}`;

type Props = { wallet: Wallet; customerId: string; timeZone: string };

/** What a customer has asked for and can still take back, and the form for another one. */
export function Withdrawal({ wallet, customerId, timeZone }: Props) {
  const t = useTranslations("wallet.withdraw");
  return (
    <Card aria-labelledby="withdraw">
      <h2 id="withdraw" className="text-m font-semibold">
        {t("title")}
      </h2>
      <p className="mt-0.5 mb-3 text-s text-ink-3">{t("text")}</p>
      {wallet.withdrawals.length > 0 ? (
        <ul className="mb-4 divide-y divide-line border-y border-line">
          {wallet.withdrawals.map((request) => (
            <Asked key={request.id} request={request} customerId={customerId} timeZone={timeZone} />
          ))}
        </ul>
      ) : null}
      <form action={askForCash} className="flex flex-col gap-3">
        <input type="hidden" name="wallet" value={customerId} />
        {/* The same form sent twice is one request. */}
        <input type="hidden" name="request" value={newId("withdrawal")} />
        <Field name="amount" label={t("amount", { currency: wallet.available.currency })}>
          {(control) => <Input {...control} inputMode="decimal" autoComplete="off" required />}
        </Field>
        <Button type="submit" variant="primary" wide>
          {t("ask")}
        </Button>
      </form>
    </Card>
  );
}

function Asked({
  request: { id, amount, at, takenBy },
  customerId,
  timeZone,
}: {
  request: OwnWithdrawal;
  customerId: string;
  timeZone: string;
}) {
  const t = useTranslations("wallet.withdraw");
  const when = `${dayOf(at, timeZone, new Date())}, ${clockTime(at, timeZone)}`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 text-s">
      <span className="min-w-0 flex-1 basis-40">
        {takenBy === null
          ? t("waiting", { amount: told(amount) })
          : t("taken", { amount: told(amount), name: takenBy })}
        <time dateTime={toRfc3339(at)} className="block text-xs text-ink-3">
          {t("asked", { when })}
        </time>
      </span>
      {takenBy === null ? (
        <form action={takeBackRequest}>
          <input type="hidden" name="wallet" value={customerId} />
          <input type="hidden" name="request" value={id} />
          <Button type="submit" aria-label={t("takeBackOf", { amount: told(amount) })}>
            {t("takeBack")}
          </Button>
        </form>
      ) : null}
    </li>
  );
}
