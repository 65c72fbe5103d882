import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** What a request changes, each thing with a {@link ChangeRow}. */
export function ChangeRows({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-control bg-sunken px-3.5 py-2.75 text-s">
      {children}
    </dl>
  );
}

/** One thing before and after; without `before` it comes into being. */
export function ChangeRow({ term, before, after }: { term: string; before?: string; after: string }) {
  const t = useTranslations("people.change");
  const shown: ReactNode = before ? (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className="text-ink-3">{before}</span>
      <ArrowRight role="img" aria-label={t("becomes")} className="size-3.5 text-ink-3" />
      <b className="font-semibold">{after}</b>
    </span>
  ) : (
    <b className="font-semibold">{after}</b>
  );
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd>{shown}</dd>
    </>
  );
}
