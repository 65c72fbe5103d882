/** A plain decimal as whole minor units, only to compare amounts of one currency with equal decimals. */
function units(amount: string): bigint {
  return BigInt(amount.replace(/[,.]/g, "") || "0");
}

/** Share of a whole in thousandths, 0 to 1000, for drawing. Amounts stay integers; only their ratio becomes a number. */
export function permilleOf(part: string, whole: string): number {
  const total = units(whole);
  if (total <= 0n) return 0;
  const share = (units(part) * 1000n) / total;
  return Number(share < 0n ? 0n : share > 1000n ? 1000n : share);
}

/** The greatest of several plain decimals of one currency; "0" of none. */
export function greatest(amounts: readonly string[]): string {
  return amounts.reduce((most, amount) => (units(amount) > units(most) ? amount : most), "0");
}

/**
 * Round steps for an axis that has to hold `most`: two or three lines at 1, 2, 2.5 or 5 times a power of ten, as plain
 * decimals without fraction. Amounts under one major unit get a single line at 1.
 */
export function axisSteps(most: string): string[] {
  const [whole = "0", decimals = ""] = most.replaceAll(",", "").split(".");
  const top = BigInt(whole) + (/[1-9]/.test(decimals) ? 1n : 0n);
  if (top <= 1n) return ["1"];
  for (let power = 1n; ; power *= 10n) {
    for (const tenths of [10n, 20n, 25n, 50n]) {
      if ((tenths * power) % 10n !== 0n) continue;
      const step = (tenths * power) / 10n;
      const lines = top / step;
      // The highest bar may stand a little above the highest line, but not by a quarter of a step.
      const enough = lines + ((top % step) * 4n > step ? 1n : 0n);
      if (enough <= 2n)
        return Array.from({ length: Number(enough < 1n ? 1n : enough) }, (_, line) => `${step * BigInt(line + 1)}`);
    }
  }
}
