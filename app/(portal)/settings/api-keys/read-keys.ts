import { countKeys, type KeySwitch, listKeys, readKeySwitch } from "@/lib/api-keys";
import { readId, showId } from "@/lib/kernel/ids";
import type { KeyTab } from "@/lib/kernel/key-terms";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { KeysQuery } from "./keys-query";
import { type SerialisedKey, serialiseKey } from "./serialise-key";

/** Since when and why all keys are stopped; `again` is the page of the request to start them, where one waits. */
export type StopView = {
  readonly at: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly again: string | null;
};

/** The list of keys. What one may do is a hint for the screen; the verbs decide. */
export type KeysView = {
  readonly keys: readonly SerialisedKey[];
  /** After which key (`key_…`) the next page begins; null where the tab ends. */
  readonly next: string | null;
  readonly counts: Readonly<Record<KeyTab, number>>;
  readonly stopped: StopView | null;
  readonly mayAsk: boolean;
  readonly mayStop: boolean;
  /** The issuer has switched keys off for this distributor. */
  readonly isOff: boolean;
};

/**
 * What the list of keys shows at an address, in one unit of work; after a key that is none comes the newest page.
 * @throws DomainError `auth.forbidden`
 */
export async function readKeys(ctx: Ctx, { tab, after }: KeysQuery): Promise<KeysView> {
  const { keys, next } = await listKeys(ctx, { tab, after: after === null ? null : readId("apiKey", after) });
  const all = await readKeySwitch(ctx);
  return {
    keys: keys.map((key) => serialiseKey(ctx, key)),
    next: next && showId("apiKey", next),
    counts: await countKeys(ctx),
    stopped: stoppedOf(all),
    mayAsk: isAllowed(ctx.principal, "api-keys.request"),
    mayStop: isAllowed(ctx.principal, "api-keys.stop"),
    isOff: all.isOff,
  };
}

/** The switch of all keys as plain data; null while they work. */
export function stoppedOf({ stopped, startOperationId }: KeySwitch): StopView | null {
  return (
    stopped && {
      ...stopped,
      at: toRfc3339(stopped.at),
      again: startOperationId && `/operations/${showId("operation", startOperationId)}`,
    }
  );
}
