import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TrialBar } from "@/components/layout/trial-bar";

/** The frame of a customer's pages: one narrow column from 320 px on, for a cheap phone. They run no script (lib/server/front). */
export function WalletShell({ title, trial, children }: { title: ReactNode; trial: boolean; children: ReactNode }) {
  const t = useTranslations("wallet");
  return (
    <>
      {trial ? <TrialBar /> : null}
      <main className="mx-auto flex w-full max-w-[400px] flex-col gap-4 px-4 pt-6 pb-10">
        <p className="text-s font-semibold text-ink-3">{t("product")}</p>
        <h1 className="text-l font-semibold tracking-[-0.01em]">{title}</h1>
        {children}
      </main>
    </>
  );
}
