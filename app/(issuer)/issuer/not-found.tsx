import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.notFound");
  return { title: t("tab") };
}

/** The one answer for what does not exist, what belongs to another issuer, and what is no id at all (DESIGN §7). */
export default function NotFound() {
  const t = useTranslations("portal.notFound");
  const ti = useTranslations("issuer");
  return (
    <>
      <PageHeader title={t("tab")} backHref="/issuer" />
      <EmptyState
        kind="no-match"
        title={t("title")}
        action={<LinkButton href="/issuer">{ti("overview.title")}</LinkButton>}
      >
        {t("text")}
      </EmptyState>
    </>
  );
}
