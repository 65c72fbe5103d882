import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, cashOut, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import type { Answer, Asking, Crowd, Member } from "@/db/test/crowd/crowd";
import { alone, together } from "@/db/test/crowd/in-process";
import { overTwoProcesses } from "@/db/test/crowd/two-processes";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { createKey } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { run, type UserPrincipal } from "@/lib/runtime";
import type { SubmitOperation } from ".";

type Customer = { readonly accountId: Id<"account">; readonly phone: E164 };

let world: World;
let backstage: Backstage;
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const newCustomer = (minor: bigint): Promise<Customer> =>
  world.customer(`+2348123451${String(++customers).padStart(3, "0")}`, minor);

const memberOf = async ({ caller }: TestPerson): Promise<Member> => ({
  person: (await world.as(caller, async (ctx) => ctx.principal)) as UserPrincipal,
});

const many = (count: number, by: Member, submit: SubmitOperation): Asking[] =>
  Array.from({ length: count }, () => ({ by, submit }));

const codes = (answers: readonly Answer[]) => tally(answers.map(({ code }) => code));

/** Decisions on all pending operations of a distributor, each by everybody. */
async function decisionsOn(
  distributor: TestDistributor,
  by: readonly Member[],
  decision: (n: number) => "approve" | "reject",
) {
  const pending = await backstage.sql<{ id: Id<"operation">; digest: string }[]>`
    select id, encode(digest, 'hex') as digest from operations where organisation_id = ${distributor.id} and status = 'pending' order by id`;
  return pending.flatMap(({ id: operationId, digest }) =>
    by.map((member, n): Asking => {
      const chosen = decision(n);
      const comment = chosen === "reject" ? "Wrong amount" : null;
      return { by: member, decide: { operationId, digest, revision: 1, decision: chosen, comment } };
    }),
  );
}

/** Reads what accounts have left again and again while work goes on; the least that was ever seen, and how often it was looked at. */
async function leastWhile(work: Promise<unknown>, accounts: readonly Id<"account">[]) {
  const seen = { least: 0n, looks: 0 };
  let going = true;
  const ended = work.finally(() => {
    going = false;
  });
  while (going) {
    const [row] = await backstage.sql<{ least: string }[]>`
      select min(least(posted_minor - held_minor, posted_minor, held_minor)) as least from ledger_accounts
       where id = any(${accounts}::uuid[])`;
    const least = BigInt(row?.least ?? -1);
    if (least < seen.least) seen.least = least;
    seen.looks += 1;
  }
  await ended;
  return seen;
}

const CROWDS = [
  { name: "each in a unit of work of their own", operations: 20, enter: async () => alone },
  { name: "sharing units of work, as the doors do", operations: 200, enter: async () => together },
  { name: "over two application processes", operations: 200, enter: () => overTwoProcesses(world) },
];

describe.each(CROWDS)("a crowd, $name", ({ operations, enter }) => {
  let crowd: Crowd;
  let distributor: TestDistributor;
  let maker: TestPerson;
  let makes: Member;
  let customer: Customer;

  beforeAll(async () => {
    crowd = await enter();
  });
  afterAll(() => crowd.leave());
  beforeEach(async () => {
    distributor = await world.distributor(1_000_00n);
    maker = await distributor.person("Maker", ["maker"]);
    makes = await memberOf(maker);
    customer = await newCustomer(500_00n);
  });

  it(`of 20 deciders on each of ${operations} operations decides each exactly once, and everybody else learns who`, async () => {
    const checkers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => memberOf(await distributor.person(`Checker ${n}`, ["checker"]))),
    );
    await crowd.ask(many(operations, makes, cashIn(5n, customer.phone)));
    const asked = await decisionsOn(distributor, checkers, (n) => (n % 3 === 0 ? "reject" : "approve"));
    expect(asked).toHaveLength(operations * 20);
    const answers = await crowd.ask(asked);
    expect(codes(answers)).toEqual({ accepted: operations, "operations.already-decided": operations * 19 });
    for (let first = 0; first < answers.length; first += 20) {
      const of = answers.slice(first, first + 20);
      const winner = of.findIndex(({ code }) => code === "accepted");
      const others = of.filter((_, n) => n !== winner).map(({ decidedBy }) => decidedBy);
      expect(new Set(others)).toEqual(new Set([`Checker ${winner}`]));
    }
    const approvals = answers.filter(({ status }) => status === "completed").length;
    const [counted] = await backstage.sql`
      select (select count(*)::int from operation_decisions where organisation_id = ${distributor.id}) as decisions,
             (select count(*)::int from ledger_transfers where organisation_id = ${distributor.id}) as transfers`;
    expect(counted).toEqual({ decisions: operations, transfers: approvals });
    const moved = 5n * BigInt(approvals);
    expect(await world.balanceOf(distributor.floatAccountId)).toEqual({ posted: 1_000_00n - moved, held: 0n });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 500_00n + moved, held: 0n });
  });

  it("uses up one float and one wallet to the last minor unit, and never more at any instant", async () => {
    const checks = await memberOf(await distributor.person("Checker", ["checker"]));
    const accounts = [distributor.floatAccountId, customer.accountId];
    const takeAll = async () => {
      const asked = [
        ...many(50, makes, cashIn(40_00n, customer.phone)),
        ...many(50, makes, cashOut({ phone: customer.phone, minor: 20_00n })),
      ];
      const accepted = (await crowd.ask(asked)).map(({ code }) => code === "accepted");
      return { in: accepted.slice(0, 50).filter(Boolean).length, out: accepted.slice(50).filter(Boolean).length };
    };
    const taking = takeAll();
    expect(await leastWhile(taking, accounts)).toMatchObject({ least: 0n });
    expect(await taking).toEqual({ in: 25, out: 25 });
    expect(await world.balanceOf(distributor.floatAccountId)).toEqual({ posted: 1_000_00n, held: 1_000_00n });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 500_00n, held: 500_00n });

    // Approvals fill each side from the other while the next requests already draw on it.
    const decisions = await decisionsOn(distributor, [checks], () => "approve");
    const moving = Promise.all([crowd.ask(decisions), crowd.ask(many(60, makes, cashIn(10_00n, customer.phone)))]);
    const seen = await leastWhile(moving, accounts);
    expect(seen.least).toBe(0n);
    expect(seen.looks).toBeGreaterThan(1);
    const [decided, early] = await moving;
    expect(codes(decided)).toEqual({ accepted: 50 });
    const late = await crowd.ask(many(60, makes, cashIn(10_00n, customer.phone)));
    expect(codes([...early, ...late])).toEqual({ accepted: 50, "ledger.insufficient-float": 70 });
    expect(await world.balanceOf(distributor.floatAccountId)).toEqual({ posted: 500_00n, held: 500_00n });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 1_000_00n, held: 0n });
  });

  it("reaches a key's daily limit exactly and never passes it", async () => {
    const by = { secret: await keyOf(distributor, maker, 400_01n) };
    const answers = await crowd.ask(many(60, by, cashIn(16_00n, customer.phone)));
    expect(codes(answers)).toEqual({ accepted: 25, "limits.daily-volume-exceeded": 35 });
    const rest = await crowd.ask(many(20, by, cashIn(1n, customer.phone)));
    expect(codes(rest)).toEqual({ accepted: 1, "limits.daily-volume-exceeded": 19 });
    const [counter] = await backstage.sql`
      select sum(used_minor)::text as used from limit_counters where distributor_id = ${distributor.id} and starts_with(subject, 'key:')`;
    expect(counter).toEqual({ used: "40001" });
    expect((await world.balanceOf(distributor.floatAccountId)).held).toBe(400_01n);
  });
});

async function keyOf(distributor: TestDistributor, madeBy: TestPerson, maxDailyMinor: bigint): Promise<string> {
  const made = await run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
    createKey(ctx, {
      distributorId: distributor.id,
      label: "crowd",
      madeBy: madeBy.id,
      permissions: ["perform-operations"],
      maxAmountMinor: null,
      maxDailyMinor,
      allowedAddresses: [],
      requestsPerMinute: 100_000,
      expiresAt: new Date(Date.now() + 86_400_000),
    }),
  );
  return made.secret;
}
