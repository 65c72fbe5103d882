import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { AccountEntries } from "./_components/account-entries";
import { Pulse } from "./_components/pulse";
import { QueryProvider } from "./_components/query-provider";
import { readShell } from "./_components/read-shell";
import { VerificationBanner } from "./_components/verification-banner";

/** What waits for this person stands in the tab, before each page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const [{ shell }, t] = await Promise.all([readShell(), getTranslations("shell")]);
  const count = shell.pendingCount > 0 ? `(${shell.pendingCount}) ` : "";
  return { title: { default: `${count}${t("product")}`, template: `${count}%s · ${t("product")}` } };
}

/** Every page of a signed-in person of a distributor. Each page's own `view()` is the authorisation, not this layout (DESIGN §7). */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { shell, head, violations } = await readShell();
  return (
    <PortalShell view={shell} account={<AccountEntries verification={violations !== null} />}>
      <QueryProvider>
        <Pulse head={head} />
        {violations ? <VerificationBanner violations={violations} /> : null}
        {children}
      </QueryProvider>
    </PortalShell>
  );
}
