import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Tabs } from "@/components/ui/tabs";
import { OrganisationState } from "../../../_components/organisation-state";

const PAGES = ["profile", "float", "operations", "people"] as const;

/** A distributor as its header shows it: `id` is shown, `dst_…`. */
export type FramedDistributor = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
};

/** The frame of a distributor's pages: whose they are, and the ways between them. Looking is all one does here, but for `actions`. */
export function DistributorFrame({
  distributor: { id, name, status },
  page,
  actions,
  children,
}: {
  distributor: FramedDistributor;
  page: (typeof PAGES)[number];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("issuer.distributor");
  const path = `/issuer/distributors/${id}`;
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex items-center gap-2.5">
            {name}
            <span className="max-lg:hidden">
              <OrganisationState status={status} />
            </span>
          </span>
        }
        backHref="/issuer/distributors"
        aside={<OrganisationState status={status} />}
        actions={actions}
      />
      <Tabs
        label={t("pages.label")}
        current={page}
        tabs={PAGES.map((key) => ({
          key,
          label: t(`pages.${key}`),
          href: key === "profile" ? path : `${path}/${key}`,
        }))}
      />
      {actions ? <div className="flex gap-2 lg:hidden [&>*]:flex-1">{actions}</div> : null}
      <p className="text-xs text-ink-3">{t("noted")}</p>
      {children}
    </>
  );
}
