import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { CopyId } from "@/components/ui/copy-id";
import type { JournalLine } from "./operation-view";

/** What was posted: both legs, and the transfer's public proof. */
export function Journal({
  currency,
  lines,
  sequenceNumber,
  proof,
}: {
  currency: string;
  lines: readonly JournalLine[];
  sequenceNumber?: string | null;
  proof?: string | null;
}) {
  const t = useTranslations("operations.journal");
  return (
    <section aria-label={t("title")} className="rounded-control border border-line">
      <table className="w-full text-s">
        <caption className="border-b border-line px-3.5 py-2 text-left text-xs font-medium text-ink-3">
          {sequenceNumber ? t("numbered", { number: sequenceNumber }) : t("title")}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("account")}</th>
            <th scope="col">{t("amount", { currency })}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const out = line.amount.startsWith("-");
            return (
              <tr key={line.account}>
                <td className="px-3.5 py-1.5 text-ink-2">{line.account}</td>
                <td className="px-3.5 py-1.5 text-right font-[550] whitespace-nowrap tabular-nums">
                  {out ? "−" : "+"}
                  {groupDigits(out ? line.amount.slice(1) : line.amount)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {proof ? (
        <p className="border-t border-line px-3.5 py-1.5">
          <CopyId value={proof} shown={`${proof.slice(0, 15)}…${proof.slice(-8)}`} />
        </p>
      ) : null}
    </section>
  );
}
