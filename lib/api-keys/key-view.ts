import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import type { KeyPermission } from "@/lib/runtime";
import type { KeyState } from "./key-state";
import type { Mandate } from "./mandate";

/** A secret as it may be shown: its first eight and last four characters. */
export type ShownSecret = { readonly prefix: string; readonly lastFour: string };

/** A key, or one that is asked for, as its distributor's people see it. Limits and volumes in minor units of `currency`. */
export type KeyView = Mandate & {
  readonly id: Id<"apiKey">;
  readonly label: string;
  readonly state: KeyState;
  readonly currency: Currency;
  /** What it may do at present: without the role maker its maker's keys may only read. */
  readonly mayNow: readonly KeyPermission[];
  /** The newest secret; null before there is one. */
  readonly secret: ShownSecret | null;
  readonly madeBy: { readonly id: Id<"person">; readonly name: string };
  /** Whether the one who asks is its maker: they alone reveal and rotate it. */
  readonly isOwn: boolean;
  /** Today's volume, pending operations included, and when the day turns in the distributor's zone. */
  readonly usedTodayMinor: bigint;
  readonly resetsAt: Date;
  readonly lastUsedAt: Date | null;
  readonly lastUsedFrom: string | null;
  readonly requestsToday: number;
  /** When it was approved; of one that is asked for, when that was. */
  readonly createdAt: Date;
  /** Null for one that is asked for: `expiresInDays` count from its approval. */
  readonly expiresAt: Date | null;
  readonly expiresInDays: number | null;
  /** Until when its first secret may be made; null once it is, and for one that is asked for. */
  readonly revealUntil: Date | null;
  readonly revoked: { readonly at: Date; readonly by: string | null; readonly reason: string | null } | null;
  /** The request about it that waits for a decision: for the key itself, or for more. */
  readonly operationId: Id<"operation"> | null;
};

/** A secret of a key; `endsAt` once another one took its place. */
export type SecretView = ShownSecret & {
  readonly id: Id<"apiKeySecret">;
  readonly madeAt: Date;
  readonly endsAt: Date | null;
  readonly isLive: boolean;
};
