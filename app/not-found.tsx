import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.notFound");
  return { title: t("tab") };
}

/** An address that no page has. Stands outside of the portal's frame: whether somebody is signed in is not asked for it. */
export default function NoSuchPage() {
  const t = useTranslations("portal.notFound");
  return (
    <main className="mx-auto max-w-2xl p-4 pt-[10vh]">
      <EmptyState kind="no-match" title={t("title")} action={<LinkButton href="/">{t("home")}</LinkButton>}>
        {t("mistyped")}
      </EmptyState>
    </main>
  );
}
