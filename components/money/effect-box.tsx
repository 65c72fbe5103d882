import { useTranslations } from "next-intl";
import { groupDigits } from "./money-text";

/** One line of what a decision will do: a figure, or a figure before and after. Plain decimals. */
export type EffectLine = { label: string; amount: string; becomes?: string | undefined };

/** What approving does to the balances, before it is done. */
export function EffectBox({ lines }: { lines: readonly EffectLine[] }) {
  const t = useTranslations("money.effect");
  return (
    <dl
      aria-label={t("title")}
      className="rounded-control bg-sunken px-3.5 py-2.75 grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-s"
    >
      {lines.map((line) => (
        <div key={line.label} className="contents">
          <dt className="text-ink-3">{line.label}</dt>
          <dd className="text-right font-[550] whitespace-nowrap tabular-nums">
            {groupDigits(line.amount)}
            {line.becomes === undefined ? null : (
              <>
                <span aria-hidden="true"> → </span>
                <span className="sr-only"> {t("becomes")} </span>
                {groupDigits(line.becomes)}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
