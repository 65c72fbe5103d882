import { distributorApi } from "../support/api";
import { approveOnScreen } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer, must } from "../support/trial";

test.afterEach(expectNoViolations);

const read = async (operationID: string) =>
  (await distributorApi().call("getOperation", { path: { operationID } })).data;
const readBalance = async () => (await distributorApi().call("getBalance")).data.balance;
const readQueue = async () => (await distributorApi().call("listCashouts")).data.items;

test("a client's cash-in, approved on screen, is completed with its number and its proof", async ({ browser }) => {
  const { phone } = customer(8);
  const [float, wallet] = [await floatBalance(), await walletBalance(phone)];
  const balance = await readBalance();
  const body = { operationType: "cash-in", amount: "1234.56", phoneTo: phone } as const;
  const id = (await distributorApi().call("createOperation", { body })).data.operationID;
  expect(await read(id)).toMatchObject({ status: "pending" });

  await approveOnScreen(browser, "Checker One A", id);

  const done = await read(id);
  expect(done).toMatchObject({ operationID: id, status: "completed", amount: "1234.56", lastError: null });
  expect(done.sequenceNumber).toBeGreaterThan(0);
  expect(done.blockchainID).toMatch(/^tx_[0-9a-f]{64}$/);
  expect(done.walletOperationID).toMatch(/^wo_/);
  expect(await floatBalance()).toEqual({ posted: float.posted - 1_234_56n, held: float.held });
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted + 1_234_56n, held: wallet.held });
  expect(await readBalance()).not.toBe(balance);
});

test("a queued withdrawal that a client fulfils and a checker approves moves exactly its amount", async ({
  browser,
}) => {
  const waiting = must((await readQueue())[0]);
  const minor = BigInt(waiting.amount.replace(".", ""));
  const [float, wallet] = [await floatBalance(), await walletBalance(waiting.from)];
  const path = { operationID: waiting.operationID };
  const made = await distributorApi().call("fulfilCashout", { path, body: { cashOutFulfillmentType: "cash" } });
  const { operationID } = made.data;
  expect((await readQueue()).map((item) => item.operationID)).not.toContain(waiting.operationID);

  await approveOnScreen(browser, "Checker One A", operationID);

  const done = await read(operationID);
  expect(done).toMatchObject({ status: "completed", amount: waiting.amount });
  expect(await floatBalance()).toEqual({ posted: float.posted + minor, held: float.held });
  expect(await walletBalance(waiting.from)).toEqual({ posted: wallet.posted - minor, held: wallet.held - minor });
});
