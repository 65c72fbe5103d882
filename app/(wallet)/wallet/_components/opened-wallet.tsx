import Link from "next/link";
import { useTranslations } from "next-intl";
import { BigAmount } from "@/components/money/amount";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { WalletView } from "@/lib/http/wallet";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, formatGrouped, type Money } from "@/lib/kernel/money";
import { answerInWallet, leaveWallet } from "../../actions";
import { History } from "./history";
import { Withdrawal } from "./withdrawal";

type Opened = Extract<WalletView, { step: "open" }>;

const told = (amount: Money) => `${amount.currency} ${formatGrouped(amount)}`;

/** A wallet that is open: what is asked of the customer first, then what they have, a withdrawal, and what has happened. */
export function OpenedWallet({ open, wallet, isFirst }: Opened & { isFirst: boolean }) {
  const t = useTranslations("wallet");
  const { customerId, issuer } = open.wallet;
  return (
    <>
      <p className="-mt-3 text-s text-ink-3">{t("issuer", { issuer })}</p>
      {open.all.length > 1 ? <Others open={open} /> : null}
      {wallet.questions.map((question) => (
        <Question key={question.operationId} question={question} customerId={customerId} />
      ))}
      <section aria-labelledby="balance">
        <h2 id="balance" className="text-s text-ink-3">
          {t("balance.title")}
        </h2>
        <BigAmount value={{ amount: formatAmount(wallet.available), currency: wallet.available.currency }} />
        <p className="text-xs text-ink-3">{t("balance.held", { amount: told(wallet.held) })}</p>
      </section>
      {isFirst ? <Withdrawal wallet={wallet} customerId={customerId} timeZone={open.wallet.timeZone} /> : null}
      <History wallet={wallet} customerId={customerId} timeZone={open.wallet.timeZone} />
      <form action={leaveWallet}>
        <Button type="submit" wide>
          {t("leave")}
        </Button>
      </form>
    </>
  );
}

function Others({ open }: Pick<Opened, "open">) {
  const t = useTranslations("wallet");
  return (
    <ul className="flex flex-col gap-1 text-s">
      {open.all
        .filter(({ customerId }) => customerId !== open.wallet.customerId)
        .map(({ customerId, issuer }) => (
          <li key={customerId}>
            <Link className="underline" prefetch={false} href={`/wallet?wallet=${customerId}`}>
              {t("other", { issuer })}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function Question({ question, customerId }: { question: Opened["wallet"]["questions"][number]; customerId: string }) {
  const t = useTranslations("wallet.consent");
  const { distributor, amount, operationId } = question;
  return (
    <Card aria-labelledby={operationId} className="border-wait">
      <h2 id={operationId} className="text-m font-semibold">
        {t("question", { distributor, amount: told(amount) })}
      </h2>
      <p className="mt-1 mb-3 text-xs text-ink-3">{t("warning")}</p>
      <form action={answerInWallet} className="flex flex-col gap-2.5">
        <input type="hidden" name="wallet" value={customerId} />
        <input type="hidden" name="operation" value={showId("operation", operationId)} />
        <Button type="submit" name="answer" value="given" variant="primary" wide>
          {t("agree")}
        </Button>
        <Button type="submit" name="answer" value="refused" variant="danger" wide>
          {t("refuse")}
        </Button>
      </form>
    </Card>
  );
}
