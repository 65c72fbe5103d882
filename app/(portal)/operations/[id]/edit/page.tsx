import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { view } from "@/lib/http/view";
import { RevisionForm } from "./_components/revision-form";
import { readRevision } from "./read-revision";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("revision");
  return { title: t("title") };
}

/** Where a maker changes what waits. Who may not, or comes too late, reads so. */
export default async function Page({ params }: PageProps<"/operations/[id]/edit">) {
  const { id } = await params;
  const t = await getTranslations("revision");
  const found = await view((ctx) => readRevision(ctx, id));
  return (
    <>
      <PageHeader title={t("title")} backHref={`/operations/${id}`} />
      {found ? (
        <FormCard intro={t("intro")}>
          <RevisionForm view={found} />
        </FormCard>
      ) : (
        <EmptyState
          kind="no-match"
          title={t("notNow.title")}
          action={<LinkButton href={`/operations/${id}`}>{t("notNow.open")}</LinkButton>}
        >
          {t("notNow.text")}
        </EmptyState>
      )}
    </>
  );
}
