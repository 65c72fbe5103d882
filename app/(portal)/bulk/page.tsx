import { FileSpreadsheet, FileText } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { view } from "@/lib/http/view";
import { FilesTable } from "./_components/files-table";
import { UploadForm } from "./_components/upload-form";
import { readFiles } from "./read-files";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

/** Files of many cash-ins or cash-outs: a new one, with templates, and those that were uploaded before. */
export default async function FilesPage({ searchParams }: PageProps<"/bulk">) {
  const { after } = await searchParams;
  const [t, list] = await Promise.all([
    getTranslations("bulk"),
    view((ctx) => readFiles(ctx, typeof after === "string" ? after : undefined)),
  ]);
  return (
    <>
      <PageHeader title={t("title")} />
      {list.canUpload && list.isFirst ? (
        <FormCard intro={t("intro")}>
          <p className="mb-5 flex flex-wrap gap-2">
            <a className={buttonLook({ size: "s" })} href="/api/portal/bulk/template?format=xlsx" download>
              <FileSpreadsheet aria-hidden="true" />
              {t("template.xlsx")}
            </a>
            <a className={buttonLook({ size: "s" })} href="/api/portal/bulk/template?format=csv" download>
              <FileText aria-hidden="true" />
              {t("template.csv")}
            </a>
          </p>
          <UploadForm asksConsent={list.asksConsent} />
        </FormCard>
      ) : null}
      {list.files.length > 0 ? (
        <FilesTable files={list.files} />
      ) : (
        <EmptyState kind="first-use" title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
      <Pagination nextHref={list.next ? `/bulk?after=${list.next}` : undefined} />
    </>
  );
}
