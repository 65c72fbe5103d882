import type { MoneyText } from "@/components/money/money-text";
import { permilleOf } from "@/components/money/permille";
import type { KeyView } from "@/lib/api-keys";
import { showId } from "@/lib/kernel/ids";
import type { NoticeDays } from "@/lib/kernel/key-terms";
import { formatAmount, money } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { Ctx, KeyPermission } from "@/lib/runtime";
import { daysTo, warningOf } from "./warning";

/**
 * A key as plain data for components. Ids carry their prefix, instants are RFC 3339, UTC. `shown` is how its newest secret begins and ends,
 * null before it was revealed; `request` is the page of what is asked for about it.
 */
export type SerialisedKey = {
  readonly id: string;
  readonly label: string;
  readonly state: KeyView["state"];
  readonly shown: string | null;
  readonly permissions: readonly KeyPermission[];
  /** Its permissions that do nothing at present, as its maker may not do that themselves. */
  readonly asleep: readonly KeyPermission[];
  readonly maxAmount: MoneyText | null;
  readonly today: {
    readonly used: MoneyText;
    readonly most: MoneyText | null;
    /** Share of the day's volume that is used, in thousandths; null without a limit. */
    readonly permille: number | null;
    readonly resetsAt: string;
    readonly requests: number;
  };
  readonly addresses: readonly string[];
  readonly requestsPerMinute: number;
  readonly madeBy: { readonly name: string; readonly isMe: boolean };
  readonly lastUsed: { readonly at: string; readonly from: string | null } | null;
  readonly expiresAt: string | null;
  /** Whole days to its end, the begun one counted; before its approval, from which they are counted, all of them. */
  readonly daysLeft: number | null;
  readonly warning: NoticeDays | null;
  readonly revealUntil: string | null;
  readonly revoked: { readonly at: string; readonly by: string | null; readonly reason: string | null } | null;
  readonly request: string | null;
};

/** A key as screens show it. */
export function serialiseKey({ now }: Pick<Ctx, "now">, key: KeyView): SerialisedKey {
  const { currency, expiresAt } = key;
  const text = (minor: bigint): MoneyText => ({ amount: formatAmount(money(minor, currency)), currency });
  const used = text(key.usedTodayMinor);
  const most = key.maxDailyMinor === null ? null : text(key.maxDailyMinor);
  const isActive = key.state === "active";
  return {
    id: showId("apiKey", key.id),
    label: key.label,
    state: key.state,
    shown: key.secret && `${key.secret.prefix}…${key.secret.lastFour}`,
    permissions: key.permissions,
    asleep: isActive ? key.permissions.filter((one) => !key.mayNow.includes(one)) : [],
    maxAmount: key.maxAmountMinor === null ? null : text(key.maxAmountMinor),
    today: {
      used,
      most,
      permille: most && permilleOf(used.amount, most.amount),
      resetsAt: toRfc3339(key.resetsAt),
      requests: key.requestsToday,
    },
    addresses: key.allowedAddresses,
    requestsPerMinute: key.requestsPerMinute,
    madeBy: { name: key.madeBy.name, isMe: key.isOwn },
    lastUsed: key.lastUsedAt && { at: toRfc3339(key.lastUsedAt), from: key.lastUsedFrom },
    expiresAt: expiresAt && toRfc3339(expiresAt),
    daysLeft: expiresAt ? daysTo(expiresAt, now) : key.expiresInDays,
    warning: isActive && expiresAt ? warningOf(expiresAt, now) : null,
    revealUntil: key.revealUntil && toRfc3339(key.revealUntil),
    revoked: key.revoked && { ...key.revoked, at: toRfc3339(key.revoked.at) },
    request: key.operationId && `/operations/${showId("operation", key.operationId)}`,
  };
}
