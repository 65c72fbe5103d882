import {
  ArrowLeftRight,
  Bell,
  CalendarOff,
  KeyRound,
  LogOut,
  MonitorSmartphone,
  MonitorX,
  ShieldCheck,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { signOutEverywhere, signOutHere, switchOrganisation } from "@/app/(auth)/actions";
import { accountItemLook } from "@/components/layout/account-menu";
import { CountBadge } from "@/components/ui/badge";
import type { OwnOrganisation } from "@/lib/identity";

/** The last entries of the account menu: where else one works, the notices, who stands in for whom, for admins the verification, where one is signed in, and the ways out. */
export function AccountEntries({
  unread,
  verification,
  organisations,
}: {
  unread: number;
  verification: boolean;
  organisations: readonly OwnOrganisation[];
}) {
  const t = useTranslations("portal.account");
  return (
    <>
      {organisations
        .filter(({ current }) => !current)
        .map(({ id, name }) => (
          <form key={id} action={switchOrganisation}>
            <button type="submit" name="organisation" value={id} className={accountItemLook}>
              <ArrowLeftRight aria-hidden="true" />
              <span className="truncate">{t("switchTo", { name })}</span>
            </button>
          </form>
        ))}
      <Link href="/notices" className={accountItemLook}>
        <Bell aria-hidden="true" />
        <span className="flex-1">{t("notices")}</span>
        {unread > 0 ? (
          <>
            <CountBadge count={unread} tone="accent" />
            <span className="sr-only">{t("unread", { count: unread })}</span>
          </>
        ) : null}
      </Link>
      {verification ? (
        <Link href="/verification" className={accountItemLook}>
          <ShieldCheck aria-hidden="true" />
          {t("verification")}
        </Link>
      ) : null}
      <Link href="/account/delegation" className={accountItemLook}>
        <CalendarOff aria-hidden="true" />
        {t("delegation")}
      </Link>
      <Link href="/account/sessions" className={accountItemLook}>
        <MonitorSmartphone aria-hidden="true" />
        {t("sessions")}
      </Link>
      <Link href="/account/recovery-codes" className={accountItemLook}>
        <KeyRound aria-hidden="true" />
        {t("recoveryCodes")}
      </Link>
      <form action={signOutHere}>
        <button type="submit" className={accountItemLook}>
          <LogOut aria-hidden="true" />
          {t("signOut")}
        </button>
      </form>
      <form action={signOutEverywhere}>
        <button type="submit" className={accountItemLook}>
          <MonitorX aria-hidden="true" />
          {t("signOutEverywhere")}
        </button>
      </form>
    </>
  );
}
