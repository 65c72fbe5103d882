import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { view } from "@/lib/http/view";
import { countRecoveryCodes } from "@/lib/identity";
import { toRfc3339 } from "@/lib/kernel/time";
import { RenewCodes } from "./_components/renew-codes";

/** As many or fewer are worth a word. */
const FEW = 3;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account.recovery"))("title") };
}

/** How many recovery codes the person has left, and how to get new ones. */
export default async function RecoveryCodesPage() {
  const [t, codes] = await Promise.all([getTranslations("account.recovery"), view(countRecoveryCodes)]);
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/" />
      <p className="text-s text-ink-3">{t("intro")}</p>
      {codes.left <= FEW ? <Callout tone="wait">{t("few")}</Callout> : null}
      <Card className="flex flex-col gap-1">
        <p className="text-xl font-semibold tabular-nums">
          {codes.left > 0 ? t("left", { left: codes.left, all: codes.all }) : t("leftNone")}
        </p>
        {codes.madeAt ? (
          <p className="text-s text-ink-3">
            {t("made")} <RelativeTime at={toRfc3339(codes.madeAt)} form="full" />
          </p>
        ) : null}
      </Card>
      <RenewCodes />
    </div>
  );
}
