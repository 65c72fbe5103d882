import { useTranslations } from "next-intl";
import { DirectorySkeleton } from "../../_components/directory-skeleton";

/** The list before its answer: as high as it will be. */
export default function Loading() {
  return <DirectorySkeleton title={useTranslations("issuer.customers")("title")} />;
}
