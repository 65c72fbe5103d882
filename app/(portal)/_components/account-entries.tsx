import { KeyRound, LogOut, MonitorSmartphone, MonitorX, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { signOutEverywhere, signOutHere } from "@/app/(auth)/actions";
import { accountItemLook } from "@/components/layout/account-menu";

/** The last entries of the account menu: for admins the verification, where one is signed in, and the ways out. */
export function AccountEntries({ verification }: { verification: boolean }) {
  const t = useTranslations("portal.account");
  return (
    <>
      {verification ? (
        <Link href="/verification" className={accountItemLook}>
          <ShieldCheck aria-hidden="true" />
          {t("verification")}
        </Link>
      ) : null}
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
