import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, runTogether } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { type SubmitOperation, submissions } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
const stranger = "+2348199999999" as E164;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  customer = await world.customer("+2348123450001", 1_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

type Asked = readonly [Caller, SubmitOperation];

/** What requests that come in one moment, and so share a unit of work, are answered. */
const answers = (asked: readonly Asked[]) =>
  Promise.all(
    asked.map(([by, request]) =>
      runTogether(submissions, by, { requestId: "test" }, request).then(
        () => "accepted",
        (error) => error.code as string,
      ),
    ),
  );

const ask = () =>
  world.asOwner((ctx) => requestWithdrawal(ctx, { phone: customer.phone, amount: money(10_00n, "NGN"), memo: "Rent" }));

describe("of requests that meet, one that is refused spoils no neighbour", () => {
  it("of what a key's daily limit has left", async () => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    expect(
      await answers([
        [key, cashIn(100_00n, stranger)],
        [key, cashIn(100_00n, customer.phone)],
      ]),
    ).toEqual(["wallets.unknown-phone", "accepted"]);
  });

  it("of what a key's daily limit has left, by one that lacks money", async () => {
    const b = await world.distributor(50_00n);
    const key = await b.key(await b.person("Maker", ["maker"]), { maxDailyMinor: 100_00n });
    expect(
      await answers([
        [key, cashIn(100_00n, customer.phone)],
        [key, cashIn(50_00n, customer.phone)],
      ]),
    ).toEqual(["ledger.insufficient-float", "accepted"]);
    const [counter] =
      await backstage.sql`select used_minor::int as used from limit_counters where subject = ${`distributor:${b.id}`}`;
    expect(counter?.used).toBe(50_00);
  });

  it("of a request in the cash-out queue", async () => {
    const key = await a.key(maker, { maxAmountMinor: 1n });
    const withdrawal = await ask();
    expect(
      await answers([
        [key, cashOut({ withdrawal })],
        [maker.caller, cashOut({ withdrawal })],
      ]),
    ).toEqual(["limits.per-transaction-exceeded", "accepted"]);
  });

  it("of the float", async () => {
    const b = await world.distributor(100_00n);
    const [gone, present] = [await b.person("Gone", ["maker"]), await b.person("Present", ["maker"])];
    await backstage.revokeSession(gone);
    expect(
      await answers([
        [gone.caller, cashIn(100_00n, customer.phone)],
        [present.caller, cashIn(100_00n, customer.phone)],
      ]),
    ).toEqual(["auth.forbidden", "accepted"]);
    expect(await world.balanceOf(b.floatAccountId)).toEqual({ posted: 100_00n, held: 100_00n });
  });

  it("of a wallet", async () => {
    const poor = await world.customer("+2348123450002", 50_00n);
    const gone = await a.person("Gone", ["maker"]);
    await backstage.revokeSession(gone);
    expect(
      await answers([
        [gone.caller, cashOut({ phone: poor.phone, minor: 50_00n })],
        [maker.caller, cashOut({ phone: poor.phone, minor: 50_00n })],
      ]),
    ).toEqual(["auth.forbidden", "accepted"]);
  });

  it("whatever is wrong with it, and each learns its own", async () => {
    const key = await a.key(maker, { maxAmountMinor: 5_00n });
    const closed = await world.customer("+2348123450003", 50_00n);
    await backstage.suspend("customers", closed.id);
    const used = cashOut({ phone: customer.phone, minor: 1_00n }, "R-1");
    expect(await answers([[maker.caller, used]])).toEqual(["accepted"]);
    const poison: Asked[] = [
      [maker.caller, used],
      [maker.caller, cashIn(1_00n, stranger)],
      [maker.caller, cashIn(1_00n, closed.phone)],
      [key, cashIn(5_01n, customer.phone)],
      [maker.caller, cashIn(1_000_000_00n, customer.phone)],
      [maker.caller, cashOut({ phone: customer.phone, minor: 1_000_000_00n })],
      [maker.caller, cashIn(1_00n, { shortCode: "999999" })],
    ];
    const good = (n: number): Asked => [n % 2 ? key : maker.caller, cashIn(BigInt(n + 1), customer.phone)];
    const float = await world.balanceOf(a.floatAccountId);
    const mixed = poison.flatMap((bad, n) => [good(2 * n), bad, good(2 * n + 1)]);
    expect(await answers(mixed)).toEqual(
      [
        "operations.fulfilment-id-used",
        "wallets.unknown-phone",
        "wallets.holder-inactive",
        "limits.per-transaction-exceeded",
        "ledger.insufficient-float",
        "ledger.insufficient-wallet",
        "wallets.unknown-short-code",
      ].flatMap((code) => ["accepted", code, "accepted"]),
    );
    const sum = BigInt((14 * 15) / 2);
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted, held: float.held + sum });
  });
});
