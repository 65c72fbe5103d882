import { CONSENTS_AN_HOUR } from "./periods";

/** Refusals about wallets and what their customers say: a part of the catalogue (error-catalogue.ts). */
export const WALLET_ERRORS = {
  "not-found": {
    "wallets.withdrawal-not-found": "There is no such cash-out request.",
    "wallets.customer-not-found":
      "There is no such customer here. Nothing was changed; look for them by name or phone in the list of customers.",
  },
  conflict: {
    "wallets.withdrawal-taken":
      "Someone else was first to fulfil this cash-out request. Nothing was created; do not pay the customer.",
    "wallets.withdrawal-cancelled":
      "The customer has taken this cash-out request back. Nothing was created; do not pay the customer.",
    "operations.consent-awaited":
      "The customer has not agreed to this yet. Nothing was decided and no money is held; wait until they have answered.",
    "wallets.phone-used": "A customer with this phone number has a wallet already. Nothing was created.",
  },
  unprocessable: {
    "wallets.unknown-phone": "Nobody with this phone number has a wallet. Nothing was created; check the number.",
    "wallets.unknown-short-code": "No merchant has this short code. Nothing was created; check the code.",
    "wallets.holder-inactive": "The holder of this wallet is not active at the moment. No money was moved.",
  },
  "rate-limited": {
    "operations.consents-asked-too-often": `This customer was asked ${CONSENTS_AN_HOUR} times within an hour whether you may pay them. Nothing was created and nobody was asked; wait a while before you ask again.`,
  },
} as const;
