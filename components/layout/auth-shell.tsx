import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OrgMark } from "./org-mark";
import { TrialBar } from "./trial-bar";

/** The frame of sign-in pages: one narrow column, one task. */
export function AuthShell({
  title,
  description,
  trial,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  trial: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  return (
    <>
      {trial ? <TrialBar /> : null}
      <main className="mx-auto flex min-h-[calc(100dvh-28px)] w-full max-w-[420px] flex-col px-4 pt-[max(2rem,10vh)] pb-12">
        <div className="mb-7 flex items-center gap-2.5">
          <OrgMark name="P" />
          <p className="font-semibold">{t("product")}</p>
        </div>
        <div className="flex flex-col gap-5 sm:rounded-card sm:border sm:border-line sm:bg-surface sm:p-7 sm:shadow-card">
          <div>
            <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
            {description ? <p className="mt-1 text-s text-ink-3">{description}</p> : null}
          </div>
          {children}
        </div>
      </main>
    </>
  );
}
