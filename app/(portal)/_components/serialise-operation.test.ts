import { describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import type { OperationView } from "@/lib/operations";
import type { Role, UserPrincipal } from "@/lib/runtime";
import { serialiseOperation } from "./serialise-operation";

const now = new Date("2026-11-20T10:00:00Z");
const maker = newId("person");
const distributor = newId("distributor");

const person = (roles: Role[], personId = newId("person")): UserPrincipal => ({
  kind: "user",
  personId,
  sessionId: newId("session"),
  sessionProof: "",
  name: "Somebody",
  issuerId: newId("issuer"),
  organisationId: distributor,
  organisationKind: "distributor",
  roles,
});

const view: OperationView = {
  id: newId("operation"),
  organisationId: distributor,
  type: "cash-in",
  status: "pending",
  revision: 1,
  digest: "0".repeat(64),
  source: "web",
  maker: { id: maker, name: "Maker One", keyLabel: null },
  amount: money(250_000_00n, "NGN"),
  counterparty: {
    kind: "customer",
    id: newId("customer"),
    name: "J. Customer",
    phone: parsePhone("+2348123456781"),
    shortCode: null,
  },
  fulfilmentType: null,
  reference: null,
  memo: null,
  withdrawalId: null,
  file: null,
  reversalOf: null,
  reversed: null,
  consent: null,
  payload: {},
  approvals: { needed: 1, given: 0, issuers: 0 },
  asks: { roles: ["checker"], stepUp: false, policy: null },
  expiresAt: new Date("2026-11-21T10:00:00Z"),
  createdAt: now,
  updatedAt: now,
  decidedAt: null,
  transfer: null,
  failure: null,
  position: { createdAt: "2026-11-20T10:00:00.000000Z", id: newId("operation") },
};

const shown = (principal: UserPrincipal, change: Partial<OperationView> = {}, at = now) =>
  serialiseOperation({ principal, now: at }, { ...view, ...change });

describe("what a person may do", () => {
  test("a checker decides on what somebody else made", () => {
    expect(shown(person(["checker"]))).toMatchObject({ canDecide: true, whyNot: null, canRecall: false });
  });

  test("nobody decides on their own, whatever their roles, but may recall it", () => {
    expect(shown(person(["admin", "maker", "checker"], maker))).toMatchObject({
      canDecide: false,
      whyNot: "own",
      canRecall: true,
      maker: { isMe: true },
    });
  });

  test.each([["maker"], ["viewer"], ["admin"]] as Role[][])("a %s does not decide", (role) => {
    expect(shown(person([role as Role]))).toMatchObject({ canDecide: false, whyNot: "not-checker", canRecall: false });
  });

  test("nobody decides or recalls what has ended, or what is past its time", () => {
    expect(shown(person(["checker"]), { status: "rejected" })).toMatchObject({ canDecide: false, whyNot: "ended" });
    const late = view.expiresAt;
    expect(shown(person(["checker"]), {}, late)).toMatchObject({ canDecide: false, whyNot: "expired" });
    expect(shown(person(["maker"], maker), {}, late)).toMatchObject({ canRecall: false });
  });
});

test("phones are grouped, and masked for those who only look", () => {
  expect(shown(person(["checker"])).counterparty.phone).toBe("+234 812 345 6781");
  expect(shown(person(["viewer"])).counterparty).toMatchObject({
    phone: "+234 ••• ••• 6781",
    label: "+234 ••• ••• 6781",
  });
});

test("amounts and numbers travel as text, ids with their prefix", () => {
  const transfer = { id: newId("walletOperation"), sequenceNumber: 9_007_199_254_740_993n, hash: "ab".repeat(32) };
  const operation = shown(person(["maker"]), { status: "completed", transfer });
  expect(operation).toMatchObject({ money: { amount: "250000.00", grouped: "250,000.00", currency: "NGN" } });
  expect(operation.id).toBe(`op_${view.id}`);
  expect(operation.transfer).toEqual({
    walletOperationId: `wo_${transfer.id}`,
    sequenceNumber: "9007199254740993",
    blockchainId: `tx_${transfer.hash}`,
  });
  expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);
});
