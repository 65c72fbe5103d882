import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyId } from "./copy-id";

/** An error as a whole answer: what happened, what was not done with the money, what to do, and the id to name when asking. */
export function ErrorState({
  title,
  money,
  next,
  requestId,
  action,
}: {
  title: string;
  money?: ReactNode;
  next: ReactNode;
  requestId?: string | undefined;
  action?: ReactNode;
}) {
  const t = useTranslations("ui.errorState");
  return (
    <div role="alert" className="flex gap-4 rounded-card border border-line bg-surface p-5 max-sm:flex-col">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-bad-soft text-bad">
        <TriangleAlert aria-hidden="true" className="size-5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="text-m font-semibold">{title}</h2>
        <dl className="mt-2 grid grid-cols-[6.5rem_1fr] gap-x-3 gap-y-1.5 text-s max-sm:grid-cols-1 max-sm:gap-y-0 max-sm:[&_dd]:mb-2">
          {money ? (
            <>
              <dt className="text-ink-3">{t("money")}</dt>
              <dd>{money}</dd>
            </>
          ) : null}
          <dt className="text-ink-3">{t("next")}</dt>
          <dd>{next}</dd>
          {requestId ? (
            <>
              <dt className="text-ink-3">{t("requestId")}</dt>
              <dd>
                <CopyId value={requestId} />
              </dd>
            </>
          ) : null}
        </dl>
        {action ? <div className="mt-4 flex gap-2.5">{action}</div> : null}
      </div>
    </div>
  );
}
