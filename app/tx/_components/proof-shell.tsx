import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OrgMark } from "@/components/layout/org-mark";
import { TrialBar } from "@/components/layout/trial-bar";
import { env } from "@/lib/config/env";

/** The frame of the public pages: one column, which also fits on paper. */
export function ProofShell({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <>
      {env().trial ? <TrialBar /> : null}
      <main className="mx-auto flex w-full max-w-[600px] flex-col gap-5 px-4 pt-8 pb-12 sm:pt-[8vh] print:max-w-none print:pt-4">
        <div className="flex items-center gap-2.5">
          <OrgMark name="P" />
          <p className="font-semibold">{t("product")}</p>
        </div>
        {children}
      </main>
    </>
  );
}
