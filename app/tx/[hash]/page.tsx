import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { viewProof } from "@/lib/http/view-proof";
import { readPastedHash } from "@/lib/kernel/transfer-hash";
import { Meaning } from "../_components/meaning";
import { Proof } from "../_components/proof";
import { ProofShell } from "../_components/proof-shell";

type Params = Promise<{ hash: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("proof"))("title") };
}

/** The public proof of one transfer, under the one address that it has. */
export default async function ProofPage({ params }: { params: Params }) {
  // As it stands in the address; the front server has seen that it can be decoded.
  const shown = (await params).hash;
  const text = decodeURIComponent(shown);
  const hash = readPastedHash(text);
  if (!hash) redirect(`/tx?hash=${encodeURIComponent(text)}`);
  if (shown !== `tx_${hash}`) redirect(`/tx/tx_${hash}`);
  const view = await viewProof(hash);
  if (view.state === "unknown") notFound();
  const t = await getTranslations("proof");
  if (view.state !== "found") {
    const key = view.state === "away" ? "away" : "tooMany";
    return (
      <ProofShell>
        <Card className="flex flex-col gap-4">
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t(`${key}.title`)}</h1>
          <p className="text-s text-ink-2">{t(`${key}.text`)}</p>
          {/* A plain link: it asks the server again, with script or without. */}
          <a href={`/tx/${shown}`} className={cn(buttonLook(), "sm:self-start")}>
            {t("again")}
          </a>
        </Card>
      </ProofShell>
    );
  }
  return (
    <ProofShell>
      <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
      <Proof hash={hash} proof={view.proof} checkedAt={view.checkedAt} />
      {view.proof.confirmed ? <Meaning /> : null}
      <p className="text-s print:hidden">
        <Link href="/tx" className="font-medium text-accent underline underline-offset-2">
          {t("another")}
        </Link>
      </p>
    </ProofShell>
  );
}
