import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyTab } from "@/lib/kernel/key-terms";
import { Addresses } from "../../_components/addresses";
import { ExpiresIn } from "../../_components/expires-in";
import { KeyBadge } from "../../_components/key-badge";
import { LastUsed } from "../../_components/last-used";
import { Usage } from "../../_components/usage";
import { KEYS_PATH } from "../../keys-path";
import type { SerialisedKey } from "../../serialise-key";

type ColumnKey = "name" | "permissions" | "today" | "addresses" | "used" | "expires" | "maker" | "state";

/** What is worth a column: limits and use of those that work, who asked for those that wait, why of those that ended. */
const COLUMNS: Record<KeyTab, readonly ColumnKey[]> = {
  active: ["name", "permissions", "today", "addresses", "used", "expires", "state"],
  pending: ["name", "permissions", "addresses", "maker", "expires", "state"],
  ended: ["name", "permissions", "maker", "used", "state"],
};

/** Keys with what they may and what they have done; the row leads to the key. */
export function KeysTable({
  keys,
  tab,
  isStopped,
}: {
  keys: readonly SerialisedKey[];
  tab: KeyTab;
  isStopped: boolean;
}) {
  const t = useTranslations("apiKeys");
  const tt = useTranslations("operations.type");
  const columns: Record<ColumnKey, Omit<Column<SerialisedKey>, "key" | "header">> = {
    name: {
      cell: (key) => (
        <>
          <b className="font-medium">{key.label}</b>
          <span className="block font-mono text-xs text-ink-3">{key.shown ?? t("notMade")}</span>
        </>
      ),
      card: "main",
    },
    permissions: {
      cell: (key) => (
        <>
          <span className="max-md:hidden">{key.permissions.map((one) => t(`permissions.${one}`)).join(", ")}</span>
          <span className="md:hidden">{t("permissionCount", { count: key.permissions.length })}</span>
          {key.request && key.state !== "pending" ? (
            <span className="block max-md:hidden">
              <Badge tone="wait">{tt("api-key-widen")}</Badge>
            </span>
          ) : null}
        </>
      ),
      card: "first",
      width: "w-44",
    },
    today: { cell: (key) => <Usage today={key.today} />, card: "below", width: "w-60" },
    addresses: { cell: (key) => <Addresses addresses={key.addresses} short />, card: "hidden", width: "w-36" },
    used: { cell: (key) => <LastUsed of={key} short />, card: "second", width: "w-32" },
    expires: { cell: (key) => <ExpiresIn of={key} />, card: "aside", width: "w-32" },
    maker: {
      cell: (key) => (key.madeBy.isMe ? t("you") : key.madeBy.name),
      // Of one that waits the days it is to live stand there.
      card: tab === "pending" ? "hidden" : "aside",
      width: "w-36",
    },
    state: {
      cell: (key) => (
        <>
          <KeyBadge state={key.state} isStopped={isStopped} />
          {key.revoked ? (
            <span className="block text-xs text-ink-3 max-md:hidden">
              <RelativeTime at={key.revoked.at} form="time" />
            </span>
          ) : null}
        </>
      ),
      card: "state",
      width: "w-32",
    },
  };
  return (
    <DataTable
      caption={t("caption")}
      columns={COLUMNS[tab].map((key) => ({ key, header: t(`columns.${key}`), ...columns[key] }))}
      rows={keys}
      rowKey={(key) => key.id}
      rowHref={(key) => `${KEYS_PATH}/${key.id}`}
      rowLabel={(key) => key.label}
    />
  );
}
