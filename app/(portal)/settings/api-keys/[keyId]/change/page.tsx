import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { view } from "@/lib/http/view";
import { readId } from "@/lib/kernel/ids";
import { KEYS_PATH } from "../../keys-path";
import { ChangeForm } from "./_components/change-form";
import { readChange } from "./read-change";

// The title and the page ask in one request: one unit of work answers both.
const changeOf = cache((shown: string) => {
  const id = readId("apiKey", shown);
  return id ? view((ctx) => readChange(ctx, id)) : notFound();
});

type Props = PageProps<"/settings/api-keys/[keyId]/change">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { label }] = await Promise.all([getTranslations("apiKeys.change"), changeOf((await params).keyId)]);
  return { title: t("title", { label }) };
}

/** What a key may do, to be changed: what becomes narrower at once, what becomes wider by a second person. */
export default async function ChangeKeyPage({ params }: Props) {
  const [t, { id, label, form }] = await Promise.all([
    getTranslations("apiKeys.change"),
    changeOf((await params).keyId),
  ]);
  return (
    <>
      <PageHeader title={t("title", { label })} backHref={`${KEYS_PATH}/${id}`} />
      {form ? (
        <FormCard intro={t("intro")}>
          <ChangeForm id={id} {...form} />
        </FormCard>
      ) : (
        <EmptyState kind="no-match" title={t("cannot.title")}>
          {t("cannot.text")}
        </EmptyState>
      )}
    </>
  );
}
