import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import { env } from "@/lib/config/env";
import { readForAnybody } from "@/lib/http/view";
import { viewWallet } from "@/lib/http/wallet";
import { WalletShell } from "../_components/wallet-shell";
import { isProblem } from "../problems";
import { OpenedWallet } from "./_components/opened-wallet";
import { CodeStep, PhoneStep } from "./_components/sign-in-steps";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("wallet"))("product") };
}

/** A customer's own wallet: sign in by phone and code, then what is in it, what they are asked, and a withdrawal to ask for. It needs no script. */
export default async function WalletPage({ searchParams }: { searchParams: Query }) {
  const { problem, done, wallet: chosen, before } = await searchParams;
  const t = await getTranslations("wallet");
  const customerId = typeof chosen === "string" ? chosen : null;
  const from = typeof before === "string" && /^[0-9]{1,18}$/.test(before) ? BigInt(before) : undefined;
  const view = await readForAnybody((peer) => viewWallet(peer, customerId, from));
  const title =
    view.step === "open" ? view.open.wallet.name : t(view.step === "code" ? "signIn.codeTitle" : "signIn.title");
  return (
    <WalletShell title={title} trial={env().trial}>
      {isProblem(problem) ? (
        <Callout tone="bad" role="alert">
          {t(`problems.${problem}`)}
        </Callout>
      ) : null}
      {(done === "asked" || done === "takenBack") && view.step === "open" ? (
        <Callout tone="good" role="status">
          {t(done === "asked" ? "withdraw.done" : "withdraw.takenBack")}
        </Callout>
      ) : null}
      {view.step === "phone" ? <PhoneStep /> : null}
      {view.step === "code" ? <CodeStep /> : null}
      {view.step === "open" ? <OpenedWallet {...view} isFirst={from === undefined} /> : null}
    </WalletShell>
  );
}
