import { decisions } from "@/lib/operations";
import { runTogether } from "@/lib/runtime";
import { drive, type Measured } from "../drive";
import { openHistory } from "../history/fill";
import { PER_CUSTOMER, SHORT } from "../history/statements";
import { balance, list, page } from "../http/exchanges";
import type { Exchange } from "../http/generate-load";
import { loadServer } from "../http/load-server";
import type { Bench } from "../measurement";
import { submitPending } from "../pending";
import type { Random } from "../random";
import { type Row, rowOf } from "../run-measurement";
import { signedIn } from "../world";

/** What one caller asks again and again: p50 in milliseconds, with so many operations in the tables. */
type Probe = {
  readonly name: string;
  readonly what: string;
  take(bench: Bench, operations: number): Promise<Measured>;
};

const DIFFERENT = 200;
const APPROVALS = 400;

const asking =
  (exchanges: (bench: Bench, operations: number) => Exchange[]) => async (bench: Bench, operations: number) => {
    const { origin } = await bench.portal();
    const load = { callers: 1, seconds: bench.place.options.seconds, warmUp: 1 };
    return inMilliseconds(await loadServer(bench, { origin, load, exchanges: exchanges(bench, operations) }));
  };

const different = (make: (n: number) => Exchange) => Array.from({ length: DIFFERENT }, (_, n) => make(n));

const PROBES: readonly Probe[] = [
  { name: "history-list", what: "GET …/operations", take: asking(({ world }) => [list(world)]) },
  {
    name: "history-search-phone",
    what: "GET …/operations?phone=",
    take: asking(({ world, random }, operations) =>
      different(() => list(world, `?phone=${encodeURIComponent(somePhone(random, operations))}`)),
    ),
  },
  {
    name: "history-search-reference",
    what: "GET …/operations?reference=",
    take: asking(({ world, random }, operations) =>
      different(() => list(world, `?reference=${someReference(random, operations)}`)),
    ),
  },
  { name: "history-balance", what: "GET …/balance", take: asking(({ world }) => [balance(world)]) },
  { name: "history-page", what: "the page of the list", take: asking(({ world }) => [page(world, "/operations")]) },
  {
    name: "history-page-phone",
    what: "the page, searched by phone",
    take: asking(({ world, random }, operations) =>
      different(() => page(world, `/operations?q=${encodeURIComponent(somePhone(random, operations))}`)),
    ),
  },
  {
    name: "history-page-reference",
    what: "the page, searched by reference",
    take: asking(({ world, random }, operations) =>
      different(() => page(world, `/operations?q=${someReference(random, operations)}`)),
    ),
  },
  {
    name: "history-page-name",
    what: "the page, searched by a name of nobody",
    take: asking(({ world }) => [page(world, "/operations?q=nobody")]),
  },
  { name: "history-home", what: "the home page", take: asking(({ world }) => [page(world, "/")]) },
  { name: "history-desk", what: "the approvals desk", take: asking(({ world }) => [page(world, "/approvals")]) },
  { name: "history-approval", what: "approval of one operation", take: approveOneByOne },
];

/** A customer of the busy distributor; customers are numbered, and those with even numbers are its own. */
function somePhone(random: Random, operations: number): string {
  return `+23481${10_000_000 + 2 * random(Math.max(500, operations / PER_CUSTOMER / 2))}`;
}

/** A cash-out of the busy distributor: every third of its operations, which have the even numbers. */
function someReference(random: Random, operations: number): string {
  return `R${6 * (1 + random(Math.floor(operations / 6)))}`;
}

async function approveOneByOne(bench: Bench): Promise<Measured> {
  const waiting = await submitPending(bench, APPROVALS);
  const checker = await signedIn(bench.world.checkerTokens[0] ?? "");
  const load = { callers: 1, seconds: bench.place.options.seconds, warmUp: 0 };
  return inMilliseconds(
    await drive(load, async () => {
      const approval = waiting.pop();
      if (!approval) return false;
      await runTogether(decisions, checker, { requestId: "bench" }, approval);
      return true;
    }),
  );
}

function inMilliseconds({ p50, p99 }: Measured): Measured {
  return { value: p50 ?? Number.POSITIVE_INFINITY, p50, p99 };
}

/** The cost of history: the same questions with 10 thousand operations in the tables, and with so many more. */
export async function runHistory(bench: Bench, total: number): Promise<Row[]> {
  const { tools } = bench.place;
  if (total <= SHORT) throw new tools.StartupError(`--history must be more than ${SHORT}`);
  await bench.portal();
  const history = await openHistory(bench, total);
  try {
    await tools.step(`Filling in ${said(SHORT)} operations`, () => history.lengthen(SHORT));
    const short = await takeAll(bench, SHORT);
    await tools.step(`Filling in ${said(total)} operations`, () => history.lengthen(total));
    const long = await takeAll(bench, total);
    return PROBES.map(({ name, what }, n) =>
      rowOf(
        {
          name,
          what: `p50 of ${what}, one caller, at ${said(total)} operations`,
          unit: "ms",
          target: { ratioAtMost: 1.5 },
          baseline: { name: `${name} at ${said(SHORT)}` },
        },
        long[n] ?? [],
        (short[n] ?? []).map(({ value }) => value),
      ),
    );
  } finally {
    await history.close();
  }
}

const said = (operations: number) => operations.toLocaleString("en");

/** Every probe as often as is asked for; a round of all comes before the next round. */
async function takeAll(bench: Bench, operations: number): Promise<Measured[][]> {
  const { options, tools } = bench.place;
  const taken: Measured[][] = PROBES.map(() => []);
  for (let run = 1; run <= options.runs; run++) {
    for (const [n, probe] of PROBES.entries()) {
      const name = `${probe.name} at ${said(operations)}, run ${run} of ${options.runs}`;
      await tools.step(name, async () => taken[n]?.push(await takeOrSay(bench, probe, operations)));
    }
  }
  return taken;
}

/** A question that is not answered in time is a result: it took longer than anybody waits. */
async function takeOrSay(bench: Bench, probe: Probe, operations: number): Promise<Measured> {
  try {
    return await probe.take(bench, operations);
  } catch (error) {
    bench.place.tools.say(`  ${probe.name}: ${(error as Error).message}`);
    return { value: Number.POSITIVE_INFINITY, p50: null, p99: null };
  }
}
