import { describe, expect, it } from "vitest";
import { ENDPOINTS } from "@/lib/api/distributor-v1/endpoints";
import { codesOf } from "@/lib/api/document/codes";
import { readReference } from "./read-reference";
import { typeText } from "./type-text";

const endpoints = readReference().flatMap((tag) => tag.endpoints);
const view = (id: string) => {
  const found = endpoints.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe("the reference", () => {
  it("shows every endpoint once, with every refusal that it may give", () => {
    expect(endpoints.map(({ id }) => id).sort()).toEqual(ENDPOINTS.map(({ operationId }) => operationId).sort());
    for (const endpoint of ENDPOINTS) {
      const shown = view(endpoint.operationId).refusals.flatMap(({ status, codes }) =>
        codes.map(({ code }) => `${status} ${code}`),
      );
      const given = [...codesOf(endpoint)].flatMap(([status, codes]) => codes.map((code) => `${status} ${code}`));
      expect(shown.sort()).toEqual(given.sort());
    }
  });

  it("has a line of curl for each endpoint and each form of its body, which a shell can run", () => {
    expect(view("getBalance").lines).toEqual([
      {
        summary: null,
        curl: 'curl -sS "$PORTAL/api/v1/distributors/$DISTRIBUTOR/balance" \\\n  -H "Authorization: Bearer $KEY"',
      },
    ]);
    expect(view("createOperation").lines).toHaveLength(3);
    expect(view("fulfilCashout").lines[0]?.curl).toMatch(
      /^curl -sS -X PUT "\$PORTAL.*\/cashouts\/op_[0-9a-f-]{36}" \\\n/,
    );
    expect(view("findRecipient").lines[0]?.curl).toContain('--data-urlencode "phone=+2348050000001"');
    const all = endpoints.flatMap(({ lines }) => lines).map(({ curl }) => curl);
    for (const curl of all) expect(curl).not.toMatch(/[{]\w+[}]/);
    // One after the other they are different requests.
    const keys = all.flatMap((curl) => /Idempotency-Key: (\S+)"/.exec(curl)?.[1] ?? []);
    expect(keys.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("says of each member what it may be", () => {
    const members = endpoints
      .flatMap(({ bodies, reply }) => [...bodies, ...reply])
      .flatMap(({ schema }) => Object.values(schema.properties ?? {}));
    expect(members.length).toBeGreaterThan(30);
    for (const member of members) expect(typeText(member)).not.toContain("any");
    expect(typeText({ enum: ["cash", "bank-transfer"] })).toBe('"cash" | "bank-transfer"');
    expect(typeText({ type: "integer", minimum: 1, maximum: 1000 })).toBe("integer, 1 to 1000");
    expect(view("listCashouts").reply.map(({ name }) => name)).toEqual(["Cashouts", "Cashout"]);
    expect([view("listOperations").list, view("getOperation").list]).toEqual([true, false]);
  });
});
