import { getTranslations } from "next-intl/server";
import { FormCard } from "@/app/_operation-form/form-card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/runtime";
import { issuerView } from "../_components/issuer-view";
import { EnrolForm } from "./enrol-form";
import type { EnrolKind } from "./use-enrol";

/** The page on which the issuer's staff register a merchant or a customer. */
export async function EnrolPage({ kind }: { kind: EnrolKind }) {
  const permission = kind === "merchant" ? "merchants.change" : "customers.change";
  const [may, t] = await Promise.all([
    issuerView(async ({ principal }) => isAllowed(principal, permission)),
    getTranslations("issuer.enrol"),
  ]);
  return (
    <>
      <PageHeader title={t(`${kind}.title`)} backHref={`/issuer/${kind}s`} />
      {may ? (
        <FormCard intro={t(`${kind}.intro`)}>
          <EnrolForm kind={kind} />
        </FormCard>
      ) : (
        <EmptyState kind="first-use" title={t("notAllowed.title")}>
          {t("notAllowed.text")}
        </EmptyState>
      )}
    </>
  );
}
