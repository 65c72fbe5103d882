import { sql } from "drizzle-orm";
import { CALLERS, drive } from "../drive";
import type { Bench, Measurement } from "../measurement";
import { BARE_ROWS } from "../tables";

const updating = (row: (bench: Bench) => number) => (bench: Bench) =>
  drive({ callers: CALLERS, seconds: bench.place.options.seconds, warmUp: 1 }, () =>
    bench.app.execute(sql`update bare.updated set value = value + 1 where id = ${row(bench)}`),
  );

const updatingInUnits = (row: (bench: Bench) => number) => (bench: Bench) =>
  drive({ callers: CALLERS, seconds: bench.place.options.seconds, warmUp: 1 }, () =>
    bench.app.transaction((tx) => tx.execute(sql`update bare.updated set value = value + 1 where id = ${row(bench)}`)),
  );

/** Baseline (a): what the database and the driver can do at most for changes that do not meet. */
export const spreadUpdates: Measurement = {
  name: "bare-update-spread",
  what: "bare one-row update and commit, 1,000 rows, 16 callers",
  unit: "1/s",
  measure: updating((bench) => 1 + bench.random(BARE_ROWS)),
};

/** Baseline (b): what they can do one after the other. */
export const hotUpdates: Measurement = {
  name: "bare-update-hot",
  what: "bare one-row update and commit, one row, 16 callers",
  unit: "1/s",
  measure: updating(() => 1),
};

/** Baseline (a) as a transaction is sent that does anything beside: begin, update, commit. */
export const spreadUnits: Measurement = {
  name: "bare-unit-spread",
  what: "begin, one-row update, commit, 1,000 rows, 16 callers",
  unit: "1/s",
  measure: updatingInUnits((bench) => 1 + bench.random(BARE_ROWS)),
};

/** Baseline (b) the same way. */
export const hotUnits: Measurement = {
  name: "bare-unit-hot",
  what: "begin, one-row update, commit, one row, 16 callers",
  unit: "1/s",
  measure: updatingInUnits(() => 1),
};
