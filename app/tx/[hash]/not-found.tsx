import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ProofShell } from "../_components/proof-shell";
import { SearchAgain } from "../_components/search-again";

/** A hash that no transfer has. */
export default function NoSuchTransfer() {
  const t = useTranslations("proof.unknown");
  return (
    <ProofShell>
      <Card className="flex flex-col gap-5">
        <div>
          <h1 className="text-xl font-semibold tracking-[-0.01em]">{t("title")}</h1>
          <p className="mt-1 text-s text-ink-2">{t("text")}</p>
        </div>
        <SearchAgain />
      </Card>
    </ProofShell>
  );
}
