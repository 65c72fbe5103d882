import { randomUUID } from "node:crypto";
import type { Action } from "./action";
import { newPhone, newShortCode } from "./world";

const ISSUER = "app/(issuer)/issuer";
const ISSUER_FLOAT = `${ISSUER}/distributors/[id]/float/actions.ts`;
const draft = () => ({ key: randomUUID(), memo: "" });

/** The server actions of the issuer's screens. */
export const ISSUER_ACTIONS: Readonly<Record<string, Action>> = {
  [`${ISSUER_FLOAT}#sellFloat`]: {
    permission: "float.sell",
    input: ({ distributor }) => ({ ...draft(), distributor, amount: "1.00", reference: `P-${randomUUID()}` }),
  },
  [`${ISSUER_FLOAT}#takeFloatBack`]: {
    permission: "float.sell",
    input: ({ distributor }) => ({ key: randomUUID(), distributor, amount: "1.00", memo: "Taken back" }),
  },
  [`${ISSUER}/_enrol/actions.ts#enrolMerchant`]: {
    permission: "merchants.change",
    input: () => ({ name: "Shop", shortCode: newShortCode(), phone: "" }),
  },
  [`${ISSUER}/_enrol/actions.ts#enrolCustomer`]: {
    permission: "customers.change",
    input: () => ({ name: "Customer", phone: newPhone() }),
  },
  // Of the three kinds the one that nobody here needs afterwards.
  [`${ISSUER}/_status/actions.ts#suspend`]: {
    permission: "distributors.change",
    input: ({ merchant }) => ({ whom: { kind: "merchant", id: merchant }, reason: "Closed" }),
    fine: ["organisations.already-suspended"],
    shared: true,
  },
  [`${ISSUER}/_status/actions.ts#reinstate`]: {
    permission: "distributors.change",
    input: ({ merchant }) => ({ key: randomUUID(), whom: { kind: "merchant", id: merchant }, reason: "Open again" }),
    fine: ["organisations.not-suspended"],
    shared: true,
  },
  [`${ISSUER}/distributors/new/actions.ts#createDistributor`]: {
    permission: "distributors.change",
    input: () => ({
      key: randomUUID(),
      name: "Newcomer",
      shortCode: newShortCode(),
      timeZone: "Africa/Lagos",
      adminName: "Somebody",
      phone: newPhone(),
      maxAmount: "",
      maxDaily: "",
    }),
  },
  [`${ISSUER}/distributors/[id]/actions.ts#changeLimits`]: {
    permission: "distributors.change",
    input: ({ distributor }) => ({
      key: randomUUID(),
      distributor,
      maxAmount: "900.00",
      maxDaily: "9000.00",
      maxWeekly: "",
    }),
  },
  [`${ISSUER}/distributors/[id]/actions.ts#changeFeatures`]: {
    permission: "distributors.change",
    input: ({ distributor }) => ({ key: randomUUID(), distributor, off: ["api-keys"] }),
  },
};
