import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";
import { EXPORTED_AT_MOST } from "../../../_components/export-bound";
import { type ListQuery, listHref } from "../../list-query";
import type { Count } from "../read-list";

/** Saves what this query finds, and says how much of it. */
export function ExportButton({ query, matching }: { query: ListQuery; matching: Count }) {
  const t = useTranslations("operationsList.export");
  if (matching.count === 0) return null;
  const all = matching.count <= EXPORTED_AT_MOST && !matching.more;
  return (
    // A file, not a page: no client-side navigation, and never fetched ahead.
    <a href={listHref(query, {}, "/api/portal/operations/export")} download className={buttonLook({})}>
      <Download aria-hidden="true" />
      {all ? t("some", { count: matching.count }) : t("newest", { count: EXPORTED_AT_MOST })}
    </a>
  );
}
