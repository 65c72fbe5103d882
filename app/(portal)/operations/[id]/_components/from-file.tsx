import Link from "next/link";
import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { FileOfOperation } from "../read-detail";

/** The file that the operation was made from, with the way to its row there. */
export function FromFile({ file: { name, line, href } }: { file: FileOfOperation }) {
  const t = useTranslations("bulk");
  return (
    <DefinitionList
      items={[
        {
          term: t("file"),
          value: (
            <Link
              href={href}
              prefetch={false}
              className="font-medium break-all text-accent underline underline-offset-2"
            >
              {t("rowOf", { name, line })}
            </Link>
          ),
        },
      ]}
    />
  );
}
