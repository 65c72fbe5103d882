import Link from "next/link";
import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { oddityTitle } from "./oddity-text";
import type { Oddity, OperationRowView } from "./operation-view";

/** A request on the approvals desk. */
export type ApprovalRowView = OperationRowView & {
  readonly href: string;
  /** The first of them is shown; the rest stand in the request itself. */
  readonly oddities?: readonly Oddity[];
  /** A line instead of an oddity: "Approved by Checker Two at 10:32". */
  readonly note?: string | null;
};

/**
 * One row of the approvals desk: all of it is the link, but for the checkbox. `select` makes it tickable; as a plain checkbox
 * called `operation` it also works inside a form.
 */
export function OperationRow({
  row,
  open,
  select,
}: {
  row: ApprovalRowView;
  open: boolean;
  select?: { readonly checked: boolean; readonly onChange: (checked: boolean) => void } | undefined;
}) {
  const t = useTranslations("operations");
  const ta = useTranslations("approvals");
  const tb = useTranslations("blocked");
  const title = t(`title.${row.type}`, { name: row.counterparty.name });
  const odd = row.oddities?.[0];
  // The quietest ink is too faint on the accent ground of the open row.
  const quiet = open ? "text-ink-2" : "text-ink-3";
  const label =
    row.counterparty.kind === "merchant" ? t("shortCode", { code: row.counterparty.label }) : row.counterparty.label;
  return (
    <li
      data-row
      className={cn(
        "relative flex gap-3 border-b border-line px-3.5 py-2.75 transition-colors",
        open ? "bg-accent-soft max-lg:bg-transparent" : "hover:bg-hover",
      )}
    >
      {select ? (
        <Checkbox
          name="operation"
          value={row.id}
          checked={select.checked}
          onChange={(event) => select.onChange(event.target.checked)}
          aria-label={ta("select", { name: title })}
          className="relative z-[2] mt-0.75"
        />
      ) : null}
      <div className="min-w-0 flex-1">
        <Link
          href={row.href}
          prefetch={false}
          scroll={false}
          data-row-link
          aria-current={open ? "true" : undefined}
          className="block truncate font-[550] after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {title}
        </Link>
        <p className={cn("truncate text-xs", quiet)}>
          {label ? `${label} · ` : null}
          <Made row={row} />
        </p>
        {row.blocked ? <p className="text-xs font-medium text-bad">{tb("row")}</p> : null}
        {odd && !row.maker.isMe ? <p className="text-xs font-medium text-wait">{oddityTitle(t, odd)}</p> : null}
        {row.maker.isMe && row.status === "pending" ? <p className="text-xs text-idle">{ta("mineShort")}</p> : null}
        {row.note ? <p className={cn("text-xs", quiet)}>{row.note}</p> : null}
      </div>
      <div className="shrink-0 text-right">
        <p className="font-semibold whitespace-nowrap tabular-nums">
          {row.money ? groupDigits(row.money.amount) : null}
        </p>
        <p className={cn("text-xs", quiet)}>
          <RelativeTime at={row.createdAt} />
        </p>
      </div>
    </li>
  );
}

/** Who made it, and from where. */
function Made({ row: { maker, source } }: { row: OperationRowView }) {
  const t = useTranslations("operations.made");
  if (maker.isMe) return t("youThis");
  if (maker.viaKey) return t("key", { key: maker.viaKey });
  return t(source === "bulk" ? "file" : "web", { name: maker.name });
}
