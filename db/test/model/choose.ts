import type { Random } from "./random";
import type { State } from "./state";

/** The places in a list of what holds. */
export function places<T>(list: readonly T[], holds: (entry: T) => boolean): number[] {
  return list.flatMap((entry, place) => (holds(entry) ? [place] : []));
}

/** An amount: mostly small, often exactly what is left of something or one more or less, now and then far too much. */
export function amount(random: Random, limits: readonly bigint[]): bigint {
  if (random.chance(1)) return 999_999_999_999_999_99n;
  if (limits.length > 0 && random.chance(18)) {
    const minor = random.pick(limits) + BigInt(random.below(3) - 1);
    if (minor > 0n) return minor;
  }
  return BigInt(1 + random.below(random.pick([100, 50_00, 400_00, 2_000_00])));
}

/** An operation, most often one that waits. */
export function anOperation(random: Random, state: State): number | "unknown" {
  const { length } = state.operations;
  if (length === 0 || random.chance(2)) return "unknown";
  const open = places(state.operations, ({ status }) => status === "pending");
  return open.length > 0 && random.chance(70) ? random.pick(open) : random.below(length);
}
