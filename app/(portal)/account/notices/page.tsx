import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { view } from "@/lib/http/view";
import { readEscalation, readNoticeSettings } from "@/lib/notifications";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { EscalationForm } from "./_components/escalation-form";
import { NoticeForm } from "./_components/notice-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.settings"))("title") };
}

async function readSettings(ctx: Ctx) {
  const maySay = isAllowed(ctx.principal, "notices.escalate");
  return { settings: await readNoticeSettings(ctx), escalation: maySay ? await readEscalation(ctx) : null };
}

/** When the person is told by SMS of what waits, and for an admin when everybody is. */
export default async function NoticeSettingsPage() {
  const [t, { settings, escalation }] = await Promise.all([getTranslations("notices.settings"), view(readSettings)]);
  return (
    <div className="flex w-full max-w-2xl flex-col gap-3.5">
      <PageHeader title={t("title")} backHref="/notices" />
      <p className="text-s text-ink-3">{t("intro")}</p>
      <Card>
        <NoticeForm settings={settings} />
      </Card>
      {escalation === null ? null : (
        <Card className="flex flex-col gap-3">
          <h2 className="text-m font-semibold">{t("escalation.title")}</h2>
          <p className="text-s text-ink-3">{t("escalation.intro")}</p>
          <EscalationForm minutes={escalation} />
        </Card>
      )}
    </div>
  );
}
