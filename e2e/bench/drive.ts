import { percentile } from "./statistics";

/** As many callers as the promised figures are for. */
export const CALLERS = 16;

/** The same over HTTP. */
export const CONNECTIONS = 32;

/** One run of a measurement: its figure in the measurement's unit, and how long single acts took, in milliseconds. */
export type Measured = { readonly value: number; readonly p50: number | null; readonly p99: number | null };

/** How load is made: as many callers, each with one act at a time; what ends in the first `warmUp` seconds is not counted. */
export type Load = { readonly callers: number; readonly seconds: number; readonly warmUp: number };

/**
 * Keeps callers acting until the time is over, or until an act answers `false`: there is nothing left to do. An act that throws ends the
 * measurement: a refused or failed act is no work done. Acts that take longer than the whole time count when none was quicker.
 * @returns acts that ended per second
 */
export async function drive(
  { callers, seconds, warmUp }: Load,
  act: (caller: number) => Promise<unknown>,
): Promise<Measured> {
  const begin = performance.now() + warmUp * 1000;
  const end = begin + seconds * 1000;
  const times: number[] = [];
  const late: number[] = [];
  let last = begin;
  let over = false;
  const call = async (caller: number) => {
    for (let started = performance.now(); !over && started < end; started = performance.now()) {
      const more = await act(caller);
      if (more === false) over = true;
      const ended = performance.now();
      if (more === false || ended < begin) continue;
      (ended > end ? late : times).push(ended - started);
      last = ended;
    }
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: callers }, (_, caller) =>
      call(caller).catch((error) => {
        over = true;
        throw error;
      }),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  return times.length > 0 ? figures(times, (Math.min(last, end) - begin) / 1000) : figures(late, (last - begin) / 1000);
}

/** The figures of acts that took so many milliseconds each and ended within so many seconds. */
function figures(times: readonly number[], seconds: number): Measured {
  const sorted = Float64Array.from(times).sort();
  return { value: sorted.length / seconds, p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
}
