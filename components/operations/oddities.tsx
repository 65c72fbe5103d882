import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { oddityTitle } from "./oddity-text";
import type { Oddity } from "./operation-view";

/** All that is unusual about a request, above what it will do. */
export function Oddities({ oddities }: { oddities: readonly Oddity[] }) {
  const t = useTranslations("operations");
  return oddities.map((odd) => (
    <Callout key={odd.kind} tone="wait" title={`${oddityTitle(t, odd)}.`}>
      {odd.kind === "unusual-amount"
        ? t("oddity.unusual-amount.text", { usual: groupDigits(odd.usual) })
        : odd.kind === "repeated"
          ? t.rich("oddity.repeated.text", { when: () => <RelativeTime at={odd.at} form="time" /> })
          : t("oddity.first-time.text")}
    </Callout>
  ));
}
