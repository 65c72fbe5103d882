import Link from "next/link";
import { useTranslations } from "next-intl";
import { clockTime, dayOf } from "@/components/ui/zone-time";
import { formatGrouped } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { Wallet } from "@/lib/wallets";

const KNOWN = ["cash-in", "cash-out-fulfillment", "reversal"] as const;

/** What went into the wallet and out of it, newest first. */
export function History({
  wallet: { entries, next },
  customerId,
  timeZone,
}: {
  wallet: Wallet;
  customerId: string;
  timeZone: string;
}) {
  const t = useTranslations("wallet.history");
  const now = new Date();
  if (entries.length === 0) return <p className="text-s text-ink-3">{t("empty")}</p>;
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-1 text-m font-semibold">
        {t("title")}
      </h2>
      <ul className="divide-y divide-line">
        {entries.map(({ version, amount, at, type, name }) => (
          <li key={String(version)} className="flex items-baseline gap-3 py-2.5">
            <span className="min-w-0 flex-1 text-s">
              {t(KNOWN.find((known) => known === type) ?? "other", { name: name ?? "" })}
              <time dateTime={toRfc3339(at)} className="block text-xs text-ink-3">
                {dayOf(at, timeZone, now)}, {clockTime(at, timeZone)}
              </time>
            </span>
            <span className="text-s font-medium whitespace-nowrap tabular-nums">
              {amount.minor > 0n ? "+" : ""}
              {formatGrouped(amount)}
            </span>
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <Link className="text-s underline" prefetch={false} href={`/wallet?wallet=${customerId}&before=${next}`}>
          {t("older")}
        </Link>
      )}
    </section>
  );
}
