import type { useTranslations } from "next-intl";
import type { Oddity } from "./operation-view";

/** What is unusual, in a few words: "First time to this number". */
export function oddityTitle(t: ReturnType<typeof useTranslations<"operations">>, odd: Oddity): string {
  return t(`oddity.${odd.kind}.title`);
}
