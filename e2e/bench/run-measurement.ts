import type { Measured } from "./drive";
import type { Bench, Measurement } from "./measurement";
import { median, spread } from "./statistics";

/** A row of `bench.json`. Figures are medians of the runs; `ratio` is that of each run to the baseline just before it. */
export type Row = {
  readonly name: string;
  readonly what: string;
  readonly value: number;
  readonly unit: Measurement["unit"];
  readonly min: number;
  readonly max: number;
  readonly baseline: number | null;
  readonly baseline_name: string | null;
  readonly ratio: number | null;
  readonly ratio_min: number | null;
  readonly ratio_max: number | null;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  readonly target: string | null;
  /** null where nothing is promised. */
  readonly met: boolean | null;
  readonly runs: number;
};

type Described = Pick<Measurement, "name" | "what" | "unit" | "target"> & {
  readonly baseline?: { readonly name: string };
};

/** Takes a measurement as often as is asked for, its baseline before each. The row of the baseline comes with it. */
export async function runMeasurement(bench: Bench, measurement: Measurement): Promise<Row[]> {
  const { options, tools } = bench.place;
  const { baseline } = measurement;
  await baseline?.prepare?.(bench);
  await measurement.prepare?.(bench);
  const baselines: Measured[] = [];
  const runs: Measured[] = [];
  for (let n = 1; n <= options.runs; n++) {
    await tools.step(`${measurement.name}, run ${n} of ${options.runs}`, async () => {
      if (baseline) baselines.push(await baseline.measure(bench));
      runs.push(await measurement.measure(bench));
    });
  }
  return [
    ...(baseline ? [rowOf(baseline, baselines, [])] : []),
    rowOf(
      measurement,
      runs,
      baselines.map(({ value }) => value),
    ),
  ];
}

/** A row of some runs; `baselines` are the figures that theirs are divided by, in the same order. */
export function rowOf(measurement: Described, runs: readonly Measured[], baselines: readonly number[]): Row {
  const values = runs.map(({ value }) => value);
  const ratios = baselines.map((baseline, n) => (values[n] ?? 0) / baseline);
  const value = median(values);
  const ratio = ratios.length > 0 ? median(ratios) : null;
  const p50 = medianOf(runs, "p50");
  const p99 = medianOf(runs, "p99");
  return {
    name: measurement.name,
    what: measurement.what,
    value,
    unit: measurement.unit,
    ...spread(values),
    baseline: baselines.length > 0 ? median(baselines) : null,
    baseline_name: measurement.baseline?.name ?? null,
    ratio,
    ratio_min: ratios.length > 0 ? spread(ratios).min : null,
    ratio_max: ratios.length > 0 ? spread(ratios).max : null,
    p50_ms: p50,
    p99_ms: p99,
    target: sayTarget(measurement),
    met: isMet(measurement, { value, ratio, p99 }),
    runs: runs.length,
  };
}

function medianOf(runs: readonly Measured[], of: "p50" | "p99"): number | null {
  const known = runs.map((run) => run[of]).filter((value) => value !== null);
  return known.length > 0 ? median(known) : null;
}

function sayTarget({ target, unit }: Described): string | null {
  if (!target) return null;
  return [
    ...(target.times === undefined ? [] : [`≥ ${target.times} ×`]),
    ...(target.atMost === undefined ? [] : [`< ${target.atMost} ${unit}`]),
    ...(target.ratioAtMost === undefined ? [] : [`≤ ${target.ratioAtMost} ×`]),
    ...(target.p99 === undefined ? [] : [`p99 < ${target.p99} ms`]),
  ].join(", ");
}

function isMet(
  { target }: Described,
  { value, ratio, p99 }: { value: number; ratio: number | null; p99: number | null },
): boolean | null {
  if (!target) return null;
  return (
    (target.times === undefined || (ratio !== null && ratio >= target.times)) &&
    (target.ratioAtMost === undefined || (ratio !== null && ratio <= target.ratioAtMost)) &&
    (target.atMost === undefined || value < target.atMost) &&
    (target.p99 === undefined || (p99 !== null && p99 < target.p99))
  );
}
