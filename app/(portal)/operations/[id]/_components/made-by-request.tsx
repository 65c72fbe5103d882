import Link from "next/link";
import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { shortPath } from "../../../settings/api-keys/[keyId]/requests/serialise-request";
import type { RequestOfOperation } from "../read-detail";

/** The request of an API key that made the operation, with the way to what exactly it said. */
export function MadeByRequest({ request: { method, path, status, href } }: { request: RequestOfOperation }) {
  const t = useTranslations("apiRequests");
  return (
    <DefinitionList
      items={[
        {
          term: t("columns.request"),
          value: (
            <Link href={href} prefetch={false} className="font-medium text-accent underline underline-offset-2">
              {t("rowLabel", { method, path: shortPath(path), status })}
            </Link>
          ),
        },
      ]}
    />
  );
}
