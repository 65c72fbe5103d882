import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCUMENT, objectionsTo } from "@/e2e/conformance/judge";
import { send } from "@/e2e/conformance/send";
import { openClient } from "@/lib/api/client";
import { showId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { requestWithdrawal } from "@/lib/wallets";
import { goBackstage } from "../backstage";
import { openPortal, type TestPortal } from "../portal";
import { type Asked, anyRequest, type Names } from "./any-request";

/** `API_REQUESTS` says how many, `API_SEED` which: the same seed asks for the same. */
const REQUESTS = Number(process.env.API_REQUESTS || 1_000);
const SEED = Number(process.env.API_SEED || randomInt(2 ** 31));
const TIMEOUT = 60_000 + REQUESTS * 120;
const WITHDRAWALS = 40;

let portal: TestPortal;
let names: Names;

beforeAll(async () => {
  portal = await openPortal(async (_, response) => void response.writeHead(418).end());
  names = await createNames();
}, 120_000);
afterAll(async () => {
  expect(await portal.world.violations()).toEqual([]);
  await portal.close();
});

describe(`of ${REQUESTS} requests made from the document, right ones and wrong ones`, () => {
  it(`none is answered with anything that the document does not say, and none with a 5xx: seed ${SEED}`, {
    timeout: TIMEOUT,
  }, async ({ task }) => {
    process.stdout.write(`API_SEED=${SEED} API_REQUESTS=${REQUESTS}\n`);
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyRequest(names), async ({ operationId, sent }: Asked) => {
        const answer = await send(portal.origin, sent);
        const outcome = `${operationId} ${answer.status}`;
        answers.set(outcome, (answers.get(outcome) ?? 0) + 1);
        expect({ status: answer.status < 500, objections: objectionsTo(sent, answer) }).toEqual({
          status: true,
          objections: [],
        });
      }),
      { numRuns: REQUESTS, seed: SEED, endOnFailure: false },
    );
    // For the figures of npm run test:long.
    Object.assign(task.meta, { answers: Object.fromEntries(answers), requests: REQUESTS });
    // A generator that is always refused says nothing of what is accepted.
    const met = (status: string) =>
      [...answers.keys()].filter((key) => key.endsWith(status)).map((key) => key.split(" ")[0]);
    const all = Object.values(DOCUMENT.paths).flatMap((methods) =>
      Object.values(methods).map((one) => (one as unknown as { operationId: string }).operationId),
    );
    expect(new Set(met("200"))).toEqual(new Set(all));
    for (const status of ["400", "401", "404", "405"]) expect(met(status).length, status).toBeGreaterThan(0);
  });
});

/** A world with something of each kind that a request can name. */
async function createNames(): Promise<Names> {
  const { world } = portal;
  const own = await world.distributor(10_000_000_00n);
  const other = await world.distributor(0n);
  const maker = await own.person("Maker One", ["maker"]);
  const customer = await world.customer("+2348123456781", 10_000_000_00n);
  const gone = await world.customer("+2348123456782");
  await world.merchant("100000");
  const backstage = goBackstage(world);
  await backstage.suspend("customers", gone.id);
  await backstage.close();
  const withdrawals: string[] = [];
  for (let n = 0; n < WITHDRAWALS; n++) {
    const wish = { phone: customer.phone, amount: money(10_00n, "NGN") };
    withdrawals.push(showId("withdrawal", await world.asOwner((ctx) => requestWithdrawal(ctx, wish))));
  }
  const key = await portal.key(own, maker);
  const api = openClient({ base: portal.origin, distributorID: showId("distributor", own.id), key });
  const made: string[] = [];
  for (let n = 0; n < 5; n++) {
    const body = { operationType: "cash-in", amount: "1.00", phoneTo: customer.phone } as const;
    made.push((await api.call("createOperation", { body })).data.operationID);
  }
  const page = await api.call("listOperations", { query: { limit: 2 } });
  const queue = await api.call("listCashouts", { query: { limit: 2 } });
  const unknown = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
  return {
    distributors: [own, other].map(({ id }) => showId("distributor", id)),
    keys: [
      key,
      await portal.key(own, maker, { permissions: [] }),
      await portal.key(own, maker, { maxAmountMinor: 1n }),
      await portal.key(own, maker, { maxDailyMinor: 1n }),
      await portal.key(own, maker, { allowedAddresses: ["10.0.0.0/8"] }),
      await portal.key(other, await other.person("Maker Two", ["maker"])),
    ],
    operations: [...made, unknown, withdrawals[0] ?? unknown],
    withdrawals: [...withdrawals, unknown, made[0] ?? unknown],
    phones: [customer.phone, "+234 812-345.6781", gone.phone, "+2348000000000", "08123456781"],
    shortCodes: ["100000", "999999", "12"],
    cursors: [page.next ?? "", queue.next ?? "", "x"],
  };
}
