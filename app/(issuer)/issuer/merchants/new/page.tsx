import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EnrolPage } from "../../_enrol/enrol-page";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.enrol");
  return { title: t("merchant.title") };
}

/** A new merchant, for the issuer's makers and admins. */
export default function NewMerchantPage() {
  return <EnrolPage kind="merchant" />;
}
