import { LogOut, MonitorSmartphone, MonitorX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { signOutEverywhere, signOutHere } from "@/app/(auth)/actions";
import { accountItemLook } from "@/components/layout/account-menu";

/** The last entries of the account menu: where one is signed in, and the ways out. */
export function AccountEntries() {
  const t = useTranslations("portal.account");
  return (
    <>
      <Link href="/account/sessions" className={accountItemLook}>
        <MonitorSmartphone aria-hidden="true" />
        {t("sessions")}
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
