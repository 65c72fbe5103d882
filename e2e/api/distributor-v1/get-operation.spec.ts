import { expect, test } from "@playwright/test";
import { ask, foreign, outcome, pathOf, post } from "../../support/distributor-api";
import { customer } from "../../support/trial";

test.describe("200", () => {
  test("one operation, the same object as in the list", async () => {
    const { operationID } = (await post({ operationType: "cash-in", amount: "0.40", phoneTo: customer(2).phone })).json;
    const one = await ask({ path: pathOf(`operations/${operationID}`) });
    const [listed] = (await ask({ path: pathOf("operations?limit=1") })).json;
    expect(one.status).toBe(200);
    expect(one.json).toEqual(listed);
    for (const name of ["walletOperationID", "sequenceNumber", "blockchainID", "merchantTo", "phoneFrom", "memo"]) {
      expect(one.json).not.toHaveProperty(name);
    }
    expect(one.json.lastError).toBeNull();
  });
});

test.describe("404", () => {
  test("an operation of another distributor, as one that does not exist or has no such id", async () => {
    const theirs = await ask({
      method: "POST",
      path: pathOf("operations", foreign),
      key: foreign.apiKey,
      body: { operationType: "cash-in", amount: "0.01", phoneTo: customer(2).phone },
    });
    const uuid = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
    const ids = [
      theirs.json.operationID,
      `op_${uuid}`,
      uuid,
      `wo_${uuid}`,
      `op_${uuid.toUpperCase()}`,
      "op_",
      "1",
      "%20",
      "op_%00".slice(0, 3),
      `op_${uuid}%2F`,
    ];
    const bodies = new Set<string>();
    for (const id of ids) {
      const answer = await ask({ path: pathOf(`operations/${id}`) });
      expect({ id, outcome: outcome(answer) }).toEqual({ id, outcome: "404 operations.not-found" });
      bodies.add(JSON.stringify({ ...answer.json, requestId: "" }));
    }
    expect(bodies.size).toBe(1);
  });
});
