import { balance, cashIn } from "../http/exchanges";
import type { Measurement } from "../measurement";
import { httpBalance, httpCashIn, loading, started } from "./http";

/** What the request log costs: with it, beside without it, by turns on one database. */
export const loggedCashIn: Measurement = {
  name: "http-cash-in-logged",
  what: "POST …/operations as above, with the request log beside without it",
  unit: "1/s",
  baseline: {
    name: "http-cash-in-unlogged",
    what: "POST …/operations as above, REQUEST_LOG=off",
    unit: "1/s",
    prepare: (bench) => started(bench.unlogged()),
    measure: loading("unlogged", ({ world }) => [cashIn(world)]),
  },
  prepare: (bench) => started(bench.portal()),
  measure: httpCashIn.measure,
};

/** The same of a read. */
export const loggedBalance: Measurement = {
  name: "http-balance-logged",
  what: "GET …/balance as above, with the request log beside without it",
  unit: "1/s",
  baseline: {
    name: "http-balance-unlogged",
    what: "GET …/balance as above, REQUEST_LOG=off",
    unit: "1/s",
    prepare: (bench) => started(bench.unlogged()),
    measure: loading("unlogged", ({ world }) => [balance(world)]),
  },
  prepare: (bench) => started(bench.portal()),
  measure: httpBalance.measure,
};
