import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { view } from "@/lib/http/view";
import { exponentOf } from "@/lib/kernel/currencies";
import { formatAmount, money } from "@/lib/kernel/money";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { MarkForm, type MarkView } from "./_components/mark-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("lowFloat"))("title") };
}

async function readMark(ctx: Ctx): Promise<MarkView> {
  authorize(ctx, "float.mark");
  const { currency, lowFloatMinor } = await readOwnDistributor(ctx);
  return {
    currency,
    exponent: exponentOf(currency),
    mark: lowFloatMinor === null ? "" : formatAmount(money(lowFloatMinor, currency)),
  };
}

/** Below what float a distributor is shown as low, for its admins. */
export default async function LowFloatPage() {
  const [t, mark] = await Promise.all([getTranslations("lowFloat"), view(readMark)]);
  return (
    <>
      <PageHeader title={t("title")} backHref="/" />
      <FormCard intro={t("intro")}>
        <MarkForm view={mark} />
      </FormCard>
    </>
  );
}
