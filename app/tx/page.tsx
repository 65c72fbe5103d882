import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { readPastedHash } from "@/lib/kernel/transfer-hash";
import { ProofShell } from "./_components/proof-shell";
import { SearchForm } from "./_components/search-form";

type Query = Promise<Record<string, string | string[] | undefined>>;

/** More than any paste of a hash; what is longer is shown cut off. */
const LONGEST = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("proof.search"))("title") };
}

/** Where anybody enters the hash of a transfer. What is none stays in the field. */
export default async function LookUpPage({ searchParams }: { searchParams: Query }) {
  const { hash: asked } = await searchParams;
  const t = await getTranslations("proof.search");
  const text = typeof asked === "string" ? asked.trim() : "";
  const hash = readPastedHash(text);
  if (hash) redirect(`/tx/tx_${hash}`);
  const problem = asked === undefined ? null : t(text === "" ? "empty" : "malformed");
  return (
    <ProofShell>
      <Card className="flex flex-col gap-5">
        <div>
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
          <p className="mt-1 text-s text-ink-3">{t("description")}</p>
        </div>
        <SearchForm value={text.slice(0, LONGEST)} problem={problem} />
      </Card>
    </ProofShell>
  );
}
