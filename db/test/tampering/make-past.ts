import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { expireOperations, recallOperation } from "@/lib/operations";
import { requestWithdrawal } from "@/lib/wallets";
import { cashIn, cashOut, decide, submit } from "../acts";
import { goBackstage } from "../backstage";
import type { Random } from "../model/random";
import { putInForce, ruleFor } from "../policies";
import type { TestDistributor, TestPerson, World } from "../world";

type Place = {
  readonly distributor: TestDistributor;
  readonly makers: readonly TestPerson[];
  readonly checkers: readonly TestPerson[];
  readonly key: Awaited<ReturnType<TestDistributor["key"]>>;
};

/**
 * Lets several distributors work for a while, through the verbs, two of them under a policy: cash-ins by people and keys, to customers and a merchant, cash-outs, queued
 * withdrawals; approved, rejected, recalled, expired, failed, or left waiting.
 * @param pause runs now and then, between two operations
 * @returns the ids of all people
 */
export async function makePast(
  world: World,
  random: Random,
  operations: number,
  pause: () => Promise<void>,
): Promise<string[]> {
  const backstage = goBackstage(world);
  const places = await Promise.all([1, 2, 3, 4].map(() => open(world)));
  for (const place of places.slice(0, 2)) await limit(world, place);
  const customers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => world.customer(`+23481234570${n}0`, 500_000_00n)));
  await world.merchant("100300");
  for (let n = 0; n < operations; n++) {
    if (n % 20 === 19) await pause();
    const { makers, checkers, key } = random.pick(places);
    const [maker, checker, customer] = [random.pick(makers), random.pick(checkers), random.pick(customers)];
    const amount = BigInt(1 + random.below(100_00));
    const by = random.chance(30) ? key : maker.caller;
    const queued = () =>
      world.asOwner((ctx) =>
        requestWithdrawal(ctx, { phone: customer.phone, amount: money(amount, "NGN"), memo: "rent" }),
      );
    const kind = random.weighted({ in: 5, shop: 1, out: 2, queue: 2, waiting: 1 });
    if (kind === "waiting") {
      await queued();
      continue;
    }
    const request =
      kind === "in"
        ? cashIn(amount, customer.phone)
        : kind === "shop"
          ? cashIn(amount, { shortCode: "100300" })
          : cashOut(
              kind === "out" ? { phone: customer.phone, minor: amount } : { withdrawal: await queued() },
              `receipt ${n}`,
            );
    const noted = random.chance(40) ? { ...request, input: { ...request.input, memo: `note “${n}” \\ "é"` } } : request;
    const id = await submit(world, by, noted as typeof request);
    await end(id, maker, checker, customer.id);
  }
  await pause();
  await backstage.close();
  return places.flatMap(({ makers, checkers }) => [...makers, ...checkers].map(({ id }) => id));

  async function end(id: Id<"operation">, maker: TestPerson, checker: TestPerson, customer: string): Promise<void> {
    const how = random.weighted({ approve: 12, reject: 3, recall: 1, expire: 1, fail: 1, wait: 2 });
    if (how === "approve" || how === "reject") await decide(world, checker.caller, id, how);
    if (how === "recall") await world.as(maker.caller, (ctx) => recallOperation(ctx, id)).catch(() => undefined);
    if (how === "expire") {
      await backstage.expire(id);
      await world.as(world.system, (ctx) => expireOperations(ctx, 10));
    }
    if (how === "fail") {
      await backstage.suspend("customers", customer);
      await decide(world, checker.caller, id);
      await backstage.reinstate("customers", customer);
    }
  }
}

async function open(world: World): Promise<Place> {
  const distributor = await world.distributor(1_000_000_00n);
  const makers = [await distributor.person("Maker", ["maker"]), await distributor.person("Maker", ["maker", "admin"])];
  const checkers = [await distributor.person("Checker", ["checker"]), await distributor.person("Checker", ["checker"])];
  const [first] = makers;
  if (!first) throw new Error("no maker");
  return { distributor, makers, checkers, key: await distributor.key(first) };
}

/** A policy that limits makers and customers, far above what they do. */
async function limit(world: World, { distributor, makers: [, admin], checkers: [checker] }: Place): Promise<void> {
  if (!admin || !checker) throw new Error("nobody may change the policy");
  const limits = { customerDaily: "100000000", makerWeekly: "100000000" };
  await putInForce(world, { distributor, admin, checker }, [ruleFor({ toMinor: "500000" })], limits);
}
