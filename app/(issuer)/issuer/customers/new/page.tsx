import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EnrolPage } from "../../_enrol/enrol-page";

/** The page's own title. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("issuer.enrol");
  return { title: t("customer.title") };
}

/** A new customer, for the issuer's makers and admins. */
export default function NewCustomerPage() {
  return <EnrolPage kind="customer" />;
}
