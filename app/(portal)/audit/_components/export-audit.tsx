import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { EXPORTED_AT_MOST } from "../../_components/export-bound";
import { type AuditQuery, auditHref } from "../audit-query";

/** Saves what this query finds, up to what fits into one file. */
export function ExportAudit({ query }: { query: AuditQuery }) {
  const t = useTranslations("audit");
  return (
    // A file, not a page: no client-side navigation, and never fetched ahead.
    <a
      href={auditHref(query, {}, "/api/portal/audit/export")}
      download
      title={t("export.most", { count: EXPORTED_AT_MOST })}
      className={buttonLook({})}
    >
      <Download aria-hidden="true" />
      {t("export.label")}
    </a>
  );
}
