import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Refusal } from "../_reference/read-reference";

/** What an endpoint refuses with: the statuses at a glance, each with its codes and words inside. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const t = useTranslations("developers.endpoint");
  return (
    <div className="rounded-card border border-line bg-surface">
      <p className="border-b border-line px-3.5 py-1.75 text-xs text-ink-3">{t("refusals")}</p>
      {refusals.map(({ status, codes }) => (
        <details key={status} className="group/status border-t border-line first-of-type:border-t-0">
          <summary className="flex items-center gap-2.5 px-3.5 py-2 text-xs max-sm:min-h-11">
            <ChevronRight
              aria-hidden="true"
              className="size-3 shrink-0 text-ink-3 transition-transform group-open/status:rotate-90"
            />
            <span className="font-mono font-semibold">{status}</span>
            <span className="min-w-0 truncate text-ink-3">{codes.map(({ code }) => code).join(", ")}</span>
          </summary>
          <dl className="flex flex-col gap-2 px-3.5 pt-1 pb-3 pl-9 text-xs">
            {codes.map(({ code, message }) => (
              <div key={code}>
                <dt>
                  <Link
                    href="/developers/errors"
                    className="font-mono font-medium wrap-anywhere text-accent hover:underline"
                  >
                    {code}
                  </Link>
                </dt>
                <dd className="text-ink-2">{message}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </div>
  );
}
