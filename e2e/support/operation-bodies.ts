import { newReference } from "./distributor-api";
import { customer } from "./trial";

/** A body of `POST …/operations` that is right, but for what is changed. */
export const cashIn = (more: object = {}) => ({
  operationType: "cash-in",
  amount: "5.00",
  phoneTo: customer(0).phone,
  ...more,
});

/** The same for a cash-out, with a receipt of its own. */
export const cashOut = (more: object = {}) => ({
  operationType: "cash-out-fulfillment",
  amount: "5.00",
  phoneFrom: customer(5).phone,
  cashOutFulfillmentType: "cash",
  cashOutFulfillmentID: newReference(),
  ...more,
});
