/** Chance that can be replayed: the same seed gives the same throws (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** A number in [0, below). */
  upTo(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.upTo(most - least + 1));
  }

  /** The same things in another order. */
  shuffle<T>(things: readonly T[]): T[] {
    const weighed = things.map((thing) => ({ thing, weight: this.upTo(1) }));
    return weighed.sort((a, b) => a.weight - b.weight).map(({ thing }) => thing);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T;
  }
}
