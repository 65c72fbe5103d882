import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { applyMovements, type TransferMovement } from "@/lib/ledger";
import { runTogether, type SharedVerb } from "@/lib/runtime";
import { CALLERS, drive } from "../drive";
import type { Bench, Measurement } from "../measurement";
import type { Random } from "../random";
import type { Wallet } from "../world";
import { hotUnits, hotUpdates, spreadUnits, spreadUpdates } from "./bare-updates";

/** Posting as the application posts: those that meet share a unit of work, and each has its own outcome. */
const transfers: SharedVerb<TransferMovement, null> = {
  name: "bench.transfer",
  tries: () => ({ action: "bench.transfer" }),
  work: async (unit, asked) => {
    const outcomes = await applyMovements(
      unit,
      asked.map(({ input }) => input),
    );
    return outcomes.map(({ outcome }) => {
      if (outcome !== "ok") throw new Error(`a transfer of the bench was refused: ${outcome}`);
      return { ok: true, value: null };
    });
  },
};

const posting = (ends: (bench: Bench) => { from: Id<"account">; to: Id<"account"> }) => (bench: Bench) => {
  const { world, place } = bench;
  const post = () =>
    runTogether(
      transfers,
      world.system,
      { requestId: "bench" },
      {
        kind: "transfer",
        transfer: newId("walletOperation"),
        amount: money(1n, "NGN"),
        organisation: world.issuerId,
        ...ends(bench),
      },
    );
  return bench.byOwner(() => drive({ callers: CALLERS, seconds: place.options.seconds, warmUp: 1 }, post));
};

/** Two different ones of many. */
function pair(wallets: readonly Wallet[], random: Random): { from: Id<"account">; to: Id<"account"> } {
  const first = random(wallets.length);
  const second = (first + 1 + random(wallets.length - 1)) % wallets.length;
  return { from: account(wallets, first), to: account(wallets, second) };
}

function account(wallets: readonly Wallet[], n: number): Id<"account"> {
  const wallet = wallets[n];
  if (!wallet) throw new RangeError(`there is no wallet ${n}`);
  return wallet.account;
}

/** From one float to many wallets: the float is one hot row, whatever is posted. */
export const hotTransfers: Measurement = {
  name: "transfers-hot",
  what: "transfers posted on one float, 16 callers",
  unit: "1/s",
  baseline: hotUpdates,
  target: { times: 4 },
  measure: posting(({ world, random }) => ({
    from: world.float,
    to: account(world.wallets, random(world.wallets.length)),
  })),
};

/** Between any two of 1,000 wallets. */
export const spreadTransfers: Measurement = {
  name: "transfers-spread",
  what: "transfers posted over 1,000 accounts, 16 callers",
  unit: "1/s",
  baseline: spreadUpdates,
  target: { times: 0.7 },
  measure: posting(({ world, random }) => pair(world.wallets, random)),
};

/** The same beside updates that are sent as transactions, not as single statements that commit themselves. */
export const hotTransfersByUnit: Measurement = { ...hotTransfers, name: "transfers-hot-by-unit", baseline: hotUnits };
export const spreadTransfersByUnit: Measurement = {
  ...spreadTransfers,
  name: "transfers-spread-by-unit",
  baseline: spreadUnits,
};
