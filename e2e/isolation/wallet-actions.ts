import { randomUUID } from "node:crypto";
import type { Action } from "./action";

const WALLET = "app/(wallet)/actions.ts";

/** What customers do, by a link or in their own wallet. */
export const WALLET_ACTIONS: Readonly<Record<string, Action>> = {
  [`${WALLET}#answerAsked`]: {
    permission: "public",
    input: () => ({ token: "none", answer: "given" }),
    form: true,
  },
  // A customer's own wallet is opened by their phone alone; nobody here has one open.
  [`${WALLET}#sendWalletCode`]: { permission: "public", input: () => ({ phone: "0" }), form: true },
  [`${WALLET}#enterCode`]: { permission: "public", input: () => ({ code: "000000" }), form: true },
  [`${WALLET}#startOver`]: { permission: "public", input: () => null, form: true },
  [`${WALLET}#leaveWallet`]: { permission: "public", input: () => null, form: true },
  [`${WALLET}#askForCash`]: {
    permission: "public",
    input: () => ({ wallet: "none", request: randomUUID(), amount: "1" }),
    form: true,
  },
  [`${WALLET}#takeBackRequest`]: {
    permission: "public",
    input: () => ({ wallet: "none", request: randomUUID() }),
    form: true,
  },
  [`${WALLET}#answerInWallet`]: {
    permission: "public",
    input: ({ operation }) => ({ wallet: "none", operation, answer: "given" }),
    form: true,
  },
};
