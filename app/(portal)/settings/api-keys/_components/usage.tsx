import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { StackedBar } from "@/components/ui/stacked-bar";
import type { SerialisedKey } from "../serialise-key";

/** From here on, in thousandths, the bar warns. */
const NEARLY = 800;

/** What a key has moved today of what it may, and when the day turns. */
export function Usage({ today }: { today: SerialisedKey["today"] }) {
  const t = useTranslations("apiKeys.usage");
  const { used, most, permille, resetsAt } = today;
  const amount = `${used.currency} ${groupDigits(used.amount)}`;
  if (!most || permille === null) {
    return (
      <p className="text-s">
        <span className="whitespace-nowrap tabular-nums">{amount}</span>
        <span className="block text-xs text-ink-3">{t("noLimit")}</span>
      </p>
    );
  }
  const figures = t("of", { used: amount, most: groupDigits(most.amount) });
  return (
    <div className="flex max-w-64 flex-col gap-1">
      <p className="text-xs tabular-nums">{figures}</p>
      <StackedBar
        label={figures}
        parts={[{ key: "used", permille, tone: permille >= NEARLY ? "fill-wait" : "fill-accent" }]}
      />
      <p className="text-xs text-ink-3">{t.rich("resets", { at: () => <RelativeTime at={resetsAt} form="time" /> })}</p>
    </div>
  );
}
