/** Chance that a seed decides: the same seed gives the same run on every machine. */
export type Random = {
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number;
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean;
  /** One of these; the list must not be empty. */
  pick<T>(of: readonly T[]): T;
  /** One of these names, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, passes gjrand's tests, and is all that a test needs. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (of) => {
      if (of.length === 0) throw new Error("nothing to pick from");
      return of[below(of.length)] as (typeof of)[number];
    },
    weighted: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      let left = below(names.reduce((sum, name) => sum + weights[name], 0));
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      throw new Error("no weights");
    },
  };
}
