import { readKey, readKeySwitch } from "@/lib/api-keys";
import { listAuditEntries } from "@/lib/audit";
import { type Id, showId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type SerialisedEntry, serialiseEntry } from "../../../audit/serialise-entry";
import { mayTakeFrom } from "../may-take-from";
import { type StopView, stoppedOf } from "../read-keys";
import { type SerialisedKey, serialiseKey } from "../serialise-key";

/** Entries of the history; the audit has the others. */
const NEWEST = 20;

/** One secret of a key: how it begins and ends, when it was made, and when it ends, if that is settled. */
export type SerialisedSecret = {
  readonly id: string;
  readonly shown: string;
  readonly madeAt: string;
  readonly endsAt: string | null;
  readonly isLive: boolean;
};

/** What this person may do about a key now; a hint for the screen, the verbs decide. */
export type KeyActs = {
  readonly reveal: boolean;
  readonly rotate: boolean;
  readonly change: boolean;
  readonly revoke: boolean;
  /** Ask for all keys to work again. */
  readonly start: boolean;
};

/** A key with its secrets and what has happened to it; `history` is null for those who may not read the audit. */
export type KeyPageView = {
  readonly key: SerialisedKey;
  readonly secrets: readonly SerialisedSecret[];
  readonly may: KeyActs;
  readonly stopped: StopView | null;
  /** The distributor (`dst_…`) that calls with the key name in their address. */
  readonly distributor: string;
  readonly history: readonly SerialisedEntry[] | null;
};

/**
 * One key of the caller's organisation, in one unit of work.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`
 */
export async function readKeyPage(ctx: Ctx, keyId: Id<"apiKey">): Promise<KeyPageView> {
  const found = await readKey(ctx, { keyId });
  const { id } = await readOwnDistributor(ctx);
  const key = serialiseKey(ctx, found);
  const history = isAllowed(ctx.principal, "audit.read")
    ? await listAuditEntries(ctx, { filters: { subjectId: keyId }, limit: NEWEST, lookThrough: NEWEST })
    : null;
  return {
    key,
    secrets: found.secrets.map(({ id: secret, prefix, lastFour, madeAt, endsAt, isLive }) => ({
      id: secret,
      shown: `${prefix}…${lastFour}`,
      madeAt: toRfc3339(madeAt),
      endsAt: endsAt && toRfc3339(endsAt),
      isLive,
    })),
    may: actsOn(ctx, key),
    stopped: stoppedOf(await readKeySwitch(ctx)),
    distributor: showId("distributor", id),
    history: history?.items.map((entry) => serialiseEntry(ctx, entry)) ?? null,
  };
}

function actsOn({ principal }: Ctx, { state, madeBy }: SerialisedKey): KeyActs {
  const lives = state === "active" || state === "unrevealed";
  const isMaker = isAllowed(principal, "api-keys.request");
  const mayTake = lives && mayTakeFrom(principal, madeBy.isMe);
  return {
    reveal: state === "unrevealed" && madeBy.isMe && isMaker,
    rotate: state === "active" && madeBy.isMe && isMaker,
    change: mayTake,
    revoke: mayTake,
    start: isMaker,
  };
}
