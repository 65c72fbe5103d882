import { CONNECTIONS } from "../drive";
import { balance, cashIn } from "../http/exchanges";
import type { Exchange } from "../http/generate-load";
import { loadServer } from "../http/load-server";
import type { Served } from "../http/serve";
import type { Bench, Measurement } from "../measurement";
import { BARE_ROWS } from "../tables";

/** Load on a server of the bench from a process of its own, as a run of a measurement. */
export const loading =
  (server: "portal" | "unlogged" | "bareNext", exchange: (bench: Bench) => Exchange[]) => async (bench: Bench) => {
    const { origin } = await bench[server]();
    const load = { callers: CONNECTIONS, seconds: bench.place.options.seconds, warmUp: 2 };
    const generated = await loadServer(bench, { origin, load, exchanges: exchange(bench) });
    bench.place.tools.say(`  The load generator used ${Math.round(generated.core * 100)} % of a core.`);
    return generated;
  };

/** Building and starting are no part of a run. */
export async function started(server: Promise<Served>): Promise<void> {
  await server;
}

/** Baseline (c). */
const bareInsert: Measurement = {
  name: "bare-next-insert",
  what: "bare Next route handler, one indexed insert, 32 connections",
  unit: "1/s",
  prepare: (bench) => started(bench.bareNext()),
  measure: loading("bareNext", ({ world }) => [
    {
      method: "POST",
      path: "/insert",
      headers: { "content-type": "application/json" },
      bodies: world.wallets.map(({ phone }) => JSON.stringify({ phone, amount: 100 })),
    },
  ]),
};

/** Baseline (d). */
const bareSelect: Measurement = {
  name: "bare-next-select",
  what: "bare Next route handler, one indexed select, 32 connections",
  unit: "1/s",
  prepare: (bench) => started(bench.bareNext()),
  measure: loading("bareNext", () =>
    Array.from({ length: BARE_ROWS }, (_, n) => ({ method: "GET", path: `/select?id=${n + 1}`, headers: {} })),
  ),
};

/** Each with a fresh idempotency key; the money of each is held when it is answered. */
export const httpCashIn: Measurement = {
  name: "http-cash-in",
  what: "POST …/operations, cash-ins of one float by one key, 32 connections",
  unit: "1/s",
  baseline: bareInsert,
  target: { times: 2, p99: 150 },
  prepare: (bench) => started(bench.portal()),
  measure: loading("portal", ({ world }) => [cashIn(world)]),
};

/** Read by a key, in its scope, its permission checked and its request counted. */
export const httpBalance: Measurement = {
  name: "http-balance",
  what: "GET …/balance by one key, 32 connections",
  unit: "1/s",
  baseline: bareSelect,
  target: { times: 3 },
  prepare: (bench) => started(bench.portal()),
  measure: loading("portal", ({ world }) => [balance(world)]),
};
