import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PortalShell } from "@/components/layout/portal-shell";
import { AccountEntries } from "./account-entries";
import { Bell } from "./bell";
import { Pulse } from "./pulse";
import { QueryProvider } from "./query-provider";
import { readShell } from "./read-shell";
import { VerificationBanner } from "./verification-banner";

/** What waits for this person stands in the tab, before each page's own title. */
export async function titleOfTab(): Promise<Metadata> {
  const [{ shell }, t] = await Promise.all([readShell(), getTranslations("shell")]);
  const count = shell.pendingCount > 0 ? `(${shell.pendingCount}) ` : "";
  return { title: { default: `${count}${t("product")}`, template: `${count}%s · ${t("product")}` } };
}

/** The frame of every page of a signed-in person, of whatever organisation. It shows what they are offered and authorises nothing. */
export async function SignedInFrame({ children }: { children: ReactNode }) {
  const { shell, head, violations, organisations } = await readShell();
  return (
    <QueryProvider>
      <PortalShell
        view={shell}
        bell={<Bell unread={shell.unread} />}
        account={
          <AccountEntries unread={shell.unread} verification={violations !== null} organisations={organisations} />
        }
      >
        <Pulse head={head} />
        {violations ? <VerificationBanner violations={violations} /> : null}
        {children}
      </PortalShell>
    </QueryProvider>
  );
}
