import { callApi, sendCashIn } from "../support/api";
import { approveOnScreen } from "../support/decide-on-screen";
import { expectNoViolations, floatBalance, walletBalance } from "../support/ledger";
import { expect, test } from "../support/portal-test";
import { customer, must } from "../support/trial";

type Operation = {
  operationID: string;
  status: string;
  amount: string;
  sequenceNumber?: number;
  blockchainID?: string;
  walletOperationID?: string;
  lastError: string | null;
};
type Queue = { items: { operationID: string; from: string; amount: string }[] };

test.afterEach(expectNoViolations);

test("a client's cash-in, approved on screen, is completed with its number and its proof", async ({
  request,
  browser,
}) => {
  const { phone } = customer(8);
  const [float, wallet] = [await floatBalance(), await walletBalance(phone)];
  const { balance } = await callApi<{ balance: string }>(request, "GET", "/balance");
  const id = await sendCashIn(request, { phoneTo: phone, amount: "1234.56" });
  expect(await callApi<Operation>(request, "GET", `/operations/${id}`)).toMatchObject({ status: "pending" });

  await approveOnScreen(browser, "Checker One A", id);

  const done = await callApi<Operation>(request, "GET", `/operations/${id}`);
  expect(done).toMatchObject({ operationID: id, status: "completed", amount: "1234.56", lastError: null });
  expect(done.sequenceNumber).toBeGreaterThan(0);
  expect(done.blockchainID).toMatch(/^tx_[0-9a-f]{64}$/);
  expect(done.walletOperationID).toMatch(/^wo_/);
  expect(await floatBalance()).toEqual({ posted: float.posted - 1_234_56n, held: float.held });
  expect(await walletBalance(phone)).toEqual({ posted: wallet.posted + 1_234_56n, held: wallet.held });
  expect((await callApi<{ balance: string }>(request, "GET", "/balance")).balance).not.toBe(balance);
});

test("a queued withdrawal that a client fulfils and a checker approves moves exactly its amount", async ({
  request,
  browser,
}) => {
  const queue = await callApi<Queue>(request, "GET", "/cashouts");
  const waiting = must(queue.items[0]);
  const minor = BigInt(waiting.amount.replace(".", ""));
  const [float, wallet] = [await floatBalance(), await walletBalance(waiting.from)];
  const { operationID } = await callApi<{ operationID: string }>(request, "PUT", `/cashouts/${waiting.operationID}`, {
    cashOutFulfillmentType: "cash",
  });
  expect((await callApi<Queue>(request, "GET", "/cashouts")).items.map((item) => item.operationID)).not.toContain(
    waiting.operationID,
  );

  await approveOnScreen(browser, "Checker One A", operationID);

  const done = await callApi<Operation>(request, "GET", `/operations/${operationID}`);
  expect(done).toMatchObject({ status: "completed", amount: waiting.amount });
  expect(await floatBalance()).toEqual({ posted: float.posted + minor, held: float.held });
  expect(await walletBalance(waiting.from)).toEqual({ posted: wallet.posted - minor, held: wallet.held - minor });
});
