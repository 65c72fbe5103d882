import type { Currency } from "@/lib/kernel/currencies";
import type { Role } from "@/lib/runtime";

// What the trial consists of. Amounts in minor units. Nobody here carries a name that could be a person's.

export const CURRENCY: Currency = "NGN";
export const TIME_ZONE = "Africa/Lagos";
export const ISSUER = { name: "Trial Issuer", currency: CURRENCY, timeZone: TIME_ZONE };

export const FLOAT = 1_000_000_00n;
export const WALLET = 50_000_00n;
/** As many customers, the first ones, have that much in their wallet. */
export const FUNDED_CUSTOMERS = 6;

/** Somebody with a phone, an authenticator and roles from the start. */
export type PlannedPerson = { readonly name: string; readonly phone: string; readonly roles: readonly Role[] };
type PlannedDistributor = {
  readonly name: string;
  readonly shortCode: string;
  /** Whether its customers are asked before a cash-out at the counter. */
  readonly consent: "on" | "off";
  readonly people: readonly PlannedPerson[];
};

const STAFF: readonly (readonly [name: string, roles: readonly Role[]])[] = [
  ["Admin", ["admin"]],
  ["Maker One", ["maker"]],
  ["Maker Two", ["maker"]],
  ["Checker One", ["checker"]],
  ["Checker Two", ["checker"]],
  ["Viewer", ["viewer"]],
  ["Maker and Checker", ["maker", "checker"]],
];

/** The issuer's own staff. */
export const ISSUER_PEOPLE: readonly PlannedPerson[] = [
  { name: "Issuer Admin", phone: "+2348020000001", roles: ["admin"] },
  { name: "Issuer Maker", phone: "+2348020000002", roles: ["maker"] },
  { name: "Issuer Checker One", phone: "+2348020000003", roles: ["checker"] },
  { name: "Issuer Checker Two", phone: "+2348020000004", roles: ["checker"] },
];

function distributor(letter: string, number: number, consent: "on" | "off"): PlannedDistributor {
  return {
    name: `Distributor ${letter}`,
    shortCode: `20000${number}`,
    consent,
    people: STAFF.map(([name, roles], n) => ({
      name: `${name} ${letter}`,
      phone: `+2348030000${number}0${n + 1}`,
      roles,
    })),
  };
}

export const DISTRIBUTORS: readonly PlannedDistributor[] = [distributor("A", 1, "on"), distributor("B", 2, "off")];

const NUMBERS = [
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
] as const;

export const CUSTOMERS = NUMBERS.map((number, n) => ({
  name: `Customer ${number}`,
  phone: `+23480500000${String(n + 1).padStart(2, "0")}`,
}));

export const MERCHANTS = NUMBERS.slice(0, 3).map((number, n) => ({
  name: `Merchant ${number}`,
  shortCode: String(100_000 + n),
}));

/** Who waits for how much in the cash-out queue: the customer's place in the list, and the amount. Everybody keeps something free. */
export const WITHDRAWALS: readonly { readonly customer: number; readonly amount: bigint; readonly memo?: string }[] = [
  { customer: 0, amount: 2_500_00n },
  { customer: 1, amount: 7_500_00n, memo: "School fees" },
  { customer: 2, amount: 12_000_00n },
  { customer: 3, amount: 5_000_00n },
  { customer: 4, amount: 1_250_50n },
  { customer: 5, amount: 20_000_00n, memo: "Rent" },
  { customer: 0, amount: 3_000_00n },
  { customer: 1, amount: 9_999_99n },
  { customer: 2, amount: 15_000_00n },
  { customer: 3, amount: 4_200_00n },
];

export const KEY = { label: "Trial key", requestsPerMinute: 1_000_000, days: 365 } as const;
