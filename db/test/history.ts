import { type KeyCaller, revokeKey } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import {
  decideOperation,
  type OperationInput,
  readOperation,
  reviseOperation,
  submitOperation,
} from "@/lib/operations";
import { type Caller, hashRequest } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { makeFile } from "./files";
import { putInForce, ruleFor } from "./policies";
import type { TestDistributor, TestPerson, World } from "./world";

/** What has happened in a world: at least one row in every table that keeps history, and an operation of each kind of end. */
export type History = {
  readonly distributor: TestDistributor;
  readonly maker: TestPerson;
  readonly checker: TestPerson;
  /** The request that put the policy in force: cash-outs by one checker within an hour, and limits of each maker and customer. */
  readonly policy: Id<"operation">;
  readonly customer: { readonly id: Id<"customer">; readonly accountId: Id<"account">; readonly phone: E164 };
  readonly completed: Id<"operation">;
  readonly rejected: Id<"operation">;
  readonly pending: Id<"operation">;
  /** A pending reversal of half of `completed`. */
  readonly reversing: Id<"operation">;
  /** Pending, of the only row of a file. */
  readonly ofFile: Id<"operation">;
  /** Pending, in its second revision. */
  readonly revised: Id<"operation">;
  /** A pending fulfilment of `taken`. */
  readonly taking: Id<"operation">;
  readonly waiting: Id<"withdrawal">;
  readonly taken: Id<"withdrawal">;
  readonly fulfilled: Id<"withdrawal">;
};

/** Lets people of a new distributor work for a while, through the verbs. */
export async function makeHistory(world: World): Promise<History> {
  const distributor = await world.distributor(100_000_00n);
  const maker = await distributor.person("Maker One", ["maker"]);
  const checker = await distributor.person("Checker One", ["checker"]);
  const admin = await distributor.person("Admin One", ["admin"]);
  const customer = await world.customer("+2348123456781", 50_000_00n);
  const limits = { makerDaily: "5000000", customerWeekly: "5000000" };
  const policy = await putInForce(
    world,
    { distributor, admin, checker },
    [ruleFor({ type: "cash-out-fulfillment" })],
    limits,
  );
  const key = await distributor.key(maker);
  await revokeAnother(world, distributor, maker);

  const submit = async (input: OperationInput, by: Caller = maker.caller) => {
    const request = { surface: "api", key: `key-${crypto.randomUUID()}`, organisation: distributor.id } as const;
    const idempotency = { ...request, requestHash: hashRequest({ key: request.key }) };
    return (await world.as(by, (ctx) => submitOperation(ctx, { input, idempotency }))).operationId;
  };
  const cashIn = (minor: bigint, by?: Caller) =>
    submit({ type: "cash-in", amount: money(minor, "NGN"), to: { phone: customer.phone }, memo: null }, by);
  const fulfil = (withdrawal: Id<"withdrawal">) =>
    submit({
      type: "cash-out-fulfillment",
      from: { withdrawal },
      fulfilmentType: "cash",
      reference: withdrawal,
      memo: null,
    });
  const decide = async (operationId: Id<"operation">, decision: "approve" | "reject") => {
    const { revision, digest } = await world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
    const comment = decision === "reject" ? "Wrong amount" : null;
    await world.as(checker.caller, (ctx) => decideOperation(ctx, { operationId, revision, digest, decision, comment }));
    return operationId;
  };
  const revise = async (operationId: Id<"operation">) => {
    const changes = { amount: money(850_00n, "NGN"), to: { phone: customer.phone }, memo: null };
    const asked = { operationId, revision: 1, changes, idempotency: null };
    await world.as(maker.caller, (ctx) => reviseOperation(ctx, asked));
    return operationId;
  };
  const ask = (minor: bigint) =>
    world.asOwner((ctx) =>
      requestWithdrawal(ctx, { phone: customer.phone, amount: money(minor, "NGN"), memo: "rent" }),
    );

  const waiting = await ask(1_000_00n);
  const taken = await ask(2_000_00n);
  const fulfilled = await ask(3_000_00n);
  await decide(await fulfil(fulfilled), "approve");
  const completed = await decide(await cashIn(1_234_56n, key), "approve");
  return {
    distributor,
    maker,
    checker,
    policy,
    customer,
    completed,
    reversing: await submit({ type: "reversal", of: completed, amount: money(617_28n, "NGN"), reason: "Twice" }),
    rejected: await decide(await cashIn(500_00n), "reject"),
    pending: await cashIn(700_00n),
    ofFile: (await makeFile(world, maker, [[customer.phone, 10]]))[0] as Id<"operation">,
    revised: await revise(await cashIn(800_00n)),
    taking: await fulfil(taken),
    waiting,
    taken,
    fulfilled,
  };
}

async function revokeAnother(world: World, distributor: TestDistributor, maker: TestPerson): Promise<void> {
  const { principal } = (await distributor.key(maker)) as KeyCaller;
  await world.as(maker.caller, (ctx) => revokeKey(ctx, { keyId: principal.keyId, reason: "Lost" }));
}
