import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BigAmount } from "@/components/money/amount";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { env } from "@/lib/config/env";
import { readAsked } from "@/lib/http/consent";
import { readForAnybody } from "@/lib/http/view";
import { formatAmount } from "@/lib/kernel/money";
import { CONSENT_MINUTES } from "@/lib/kernel/periods";
import type { ConsentQuestion } from "@/lib/operations";
import { WalletShell } from "../../_components/wallet-shell";
import { answerAsked } from "../../actions";

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("wallet.consent"))("title"), robots: { index: false } };
}

/** Where the link of an SMS leads a customer: who wants to pay how much out of their wallet, to agree or to refuse. It needs no script. */
export default async function ConsentPage({ params, searchParams }: Props) {
  const [{ token }, { failed }] = await Promise.all([params, searchParams]);
  const t = await getTranslations("wallet.consent");
  const question = await readForAnybody((peer) => readAsked(peer, token));
  if (!question) {
    return (
      <WalletShell title={t("gone.title")} trial={env().trial}>
        <p className="text-s text-ink-2">{t("gone.text")}</p>
      </WalletShell>
    );
  }
  const state = stateOf(question, new Date());
  const { distributor, amount, reference } = question;
  const names = { distributor, minutes: CONSENT_MINUTES };
  return (
    <WalletShell title={t(`${state}.title`, names)} trial={env().trial}>
      {failed !== undefined ? (
        <Callout tone="bad" role="alert">
          {t("notTaken")}
        </Callout>
      ) : null}
      <BigAmount value={{ amount: formatAmount(amount), currency: amount.currency }} />
      <p className="text-s text-ink-2">{t(`${state}.text`, names)}</p>
      {reference ? <p className="text-xs text-ink-3">{t("reference", { reference })}</p> : null}
      {state === "asked" ? <Answers token={token} /> : null}
    </WalletShell>
  );
}

async function Answers({ token }: { token: string }) {
  const t = await getTranslations("wallet.consent");
  return (
    <form action={answerAsked} className="flex flex-col gap-2.5">
      <input type="hidden" name="token" value={token} />
      <Button type="submit" name="answer" value="given" variant="primary" size="l" wide>
        {t("agree")}
      </Button>
      <Button type="submit" name="answer" value="refused" variant="danger" size="l" wide>
        {t("refuse")}
      </Button>
      <p className="text-xs text-ink-3">{t("warning")}</p>
    </form>
  );
}

type State = "asked" | "agreed" | "paid" | "refused" | "late" | "takenBack" | "tooLittle" | "notPaid";

function stateOf({ consent, status, until, failure }: ConsentQuestion, now: Date): State {
  if (consent === "refused") return "refused";
  if (consent === "awaited") {
    if (status === "cancelled") return "takenBack";
    return status === "pending" && until > now ? "asked" : "late";
  }
  if (status === "completed") return "paid";
  if (failure === "ledger.insufficient-wallet") return "tooLittle";
  return status === "pending" || status === "executing" ? "agreed" : "notPaid";
}
