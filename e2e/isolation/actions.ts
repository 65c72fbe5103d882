import { randomUUID } from "node:crypto";
import { newId, showId } from "@/lib/kernel/ids";
import type { Permission } from "@/lib/runtime";
import type { Action } from "./action";
import { FILE_ACTIONS } from "./file-actions";
import { FLOAT_ACTIONS } from "./float-actions";
import type { Ids } from "./ids";
import { ISSUER_ACTIONS } from "./issuer-actions";
import { WALLET_ACTIONS } from "./wallet-actions";
import { newPhone } from "./world";

const AUTH = "app/(auth)/actions.ts";
const APPROVALS = "app/(portal)/approvals/actions.ts";
const PEOPLE = "app/(portal)/people/actions.ts";
const KEYS = "app/(portal)/settings/api-keys/actions.ts";
const draft = () => ({ key: randomUUID(), memo: "" });
const seen = ({ operation, digest }: Ids) => ({ operation, revision: 1, digest });
const approve = { decision: "approve", comment: "" };

const limits = { customerDaily: "", customerWeekly: "", makerDaily: "", makerWeekly: "" };
const rule = {
  type: "cash-in",
  source: "any",
  from: "1000.00",
  to: "",
  approvals: 1,
  roles: ["checker"],
  stepUp: false,
  expiresInSeconds: 86_400,
};

const onPerson = (more: () => object): Action => ({
  permission: "people.change",
  home: true,
  input: ({ person }) => ({ person, ...more() }),
});

// Narrower than the keys of this world, so that whoever may take something from one may do this.
const mandate = {
  permissions: ["read-balance", "read-transactions", "perform-operations"],
  maxAmount: "",
  maxDaily: "",
  addresses: [],
  rate: 1,
};

const onKey = (permission: Permission, more: () => object = () => ({})): Action => ({
  permission,
  input: ({ apiKey }) => ({ id: apiKey, ...more() }),
  // Of a key only its maker and admins have anything taken away; of stopped ones nobody sees a secret.
  fine: ["api-keys.not-maker", "api-keys.stopped"],
});

/** Every server action there is, by its file and name. A test fails when one is missing. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  ...FLOAT_ACTIONS,
  // The steps of sign-in know nobody yet; what they tell is for the tests of sign-in.
  [`${AUTH}#sendCode`]: { permission: "public", input: () => ({ phone: "0" }) },
  [`${AUTH}#confirmCode`]: { permission: "public", input: () => ({ code: "000000" }) },
  [`${AUTH}#replaceLost`]: { permission: "public", input: () => ({ code: "none" }) },
  [`${AUTH}#confirmAuthenticator`]: { permission: "public", input: () => ({ code: "000000" }) },
  [`${AUTH}#followInvitation`]: {
    permission: "public",
    input: () => ({ token: "none" }),
    form: true,
    endsSession: true,
  },
  [`${AUTH}#signOutHere`]: { permission: "public", input: () => null, form: true, endsSession: true },
  [`${AUTH}#signOutEverywhere`]: { permission: "public", input: () => null, form: true, endsSession: true },
  [`${AUTH}#switchOrganisation`]: {
    permission: "session",
    input: ({ organisation }) => ({ organisation, next: "/" }),
    form: true,
    endsSession: true,
  },
  [`${AUTH}#endOneSession`]: {
    permission: "session",
    input: ({ session }) => ({ sessionId: session }),
  },
  "app/(portal)/account/recovery-codes/actions.ts#renewCodes": {
    permission: "session",
    input: () => ({ code: "000000" }),
    fine: ["sign-in.code-wrong", "sign-in.rejected"],
  },
  "app/(portal)/account/delegation/actions.ts#delegate": {
    permission: "delegations.ask",
    home: true,
    // One that is to come, of somebody who may have one already.
    input: ({ person }) => ({ key: randomUUID(), person, from: "2099-01-01", to: "2099-01-02" }),
  },
  "app/(portal)/account/delegation/actions.ts#end": {
    permission: "session",
    input: () => ({ id: showId("delegation", newId("delegation")) }),
    fine: ["delegations.not-found"],
  },
  "app/(portal)/account/notices/actions.ts#saveNotices": {
    permission: "notices.own",
    input: () => ({ smsAfterMinutes: 60, quiet: null }),
    // Another cell has said the same already.
    fine: ["organisations.nothing-changes"],
  },
  "app/(portal)/account/notices/actions.ts#saveEscalation": {
    permission: "notices.escalate",
    input: () => ({ minutes: 480 }),
    fine: ["organisations.nothing-changes"],
  },
  [`${APPROVALS}#decide`]: {
    permission: "operations.decide",
    in: "distributor",
    input: (ids) => ({ ...seen(ids), ...approve }),
  },
  [`${APPROVALS}#decideSeveral`]: {
    permission: "operations.decide",
    in: "distributor",
    input: (ids) => ({ operations: [seen(ids)], ...approve }),
  },
  [`${APPROVALS}#recall`]: {
    permission: "operations.recall",
    in: "distributor",
    input: ({ operation }) => ({ operation }),
    fine: ["operations.not-maker"],
  },
  [`${APPROVALS}#undo`]: {
    permission: "operations.undo",
    in: "distributor",
    input: ({ operation }) => ({ operation, revision: 1 }),
    fine: ["operations.not-approved"],
  },
  "app/(portal)/operations/[id]/edit/actions.ts#revise": {
    permission: "operations.revise",
    input: ({ operation, phone }) => ({
      key: randomUUID(),
      operation,
      revision: 1,
      to: { phone },
      amount: "2.00",
      memo: "",
    }),
    fine: ["operations.not-maker"],
  },
  "app/(portal)/audit/actions.ts#checkAudit": { permission: "audit.read", input: () => ({}) },
  ...FILE_ACTIONS,
  "app/(portal)/cash-in/new/actions.ts#createCashIn": {
    permission: "operations.submit",
    shared: true,
    input: ({ phone }) => ({ ...draft(), to: { phone }, amount: "1.00" }),
  },
  "app/(portal)/cash-out/new/actions.ts#createDirectCashOut": {
    permission: "operations.submit",
    shared: true,
    input: ({ phone }) => ({ ...draft(), phone, amount: "1.00", reference: `R-${randomUUID()}` }),
  },
  "app/(portal)/cash-out/new/actions.ts#fulfilWithdrawal": {
    permission: "operations.submit",
    shared: true,
    input: ({ withdrawal }) => ({ ...draft(), request: withdrawal, fulfilmentType: "cash", reference: "" }),
  },
  // Theirs is a cash-in, about which nobody asks a customer.
  "app/(portal)/operations/[id]/actions.ts#giveConsent": {
    permission: "consents.answer",
    input: ({ operation }) => ({ operation, code: "000000" }),
    fine: ["operations.not-found"],
  },
  "app/(portal)/operations/[id]/actions.ts#sendConsentAgain": {
    permission: "consents.answer",
    input: ({ operation }) => ({ operation }),
    fine: ["operations.not-found"],
  },
  ...WALLET_ACTIONS,
  // One's own marks: of what one does not see there is none to make.
  "app/(portal)/notices/actions.ts#markRead": {
    permission: "notices.own",
    shared: true,
    input: ({ operation }) => ({ operations: [operation] }),
  },
  "app/(portal)/notices/actions.ts#markAllRead": { permission: "notices.own", input: () => ({}) },
  "app/(portal)/settings/policies/actions.ts#changePolicy": {
    permission: "policies.change",
    input: () => ({ key: randomUUID(), version: 0, rules: [rule], limits }),
  },
  [`${PEOPLE}#invitePerson`]: {
    permission: "people.change",
    input: () => ({ key: randomUUID(), phone: newPhone(), name: "Somebody", roles: ["viewer"] }),
  },
  [`${PEOPLE}#changeRoles`]: onPerson(() => ({ key: randomUUID(), roles: ["viewer", "maker"] })),
  [`${PEOPLE}#foresee`]: onPerson(() => ({ roles: ["viewer"] })),
  [`${PEOPLE}#suspend`]: onPerson(() => ({ reason: "Away" })),
  [`${PEOPLE}#withdraw`]: { ...onPerson(() => ({})), fine: ["people.not-invited"] },
  [`${PEOPLE}#sendAgain`]: { ...onPerson(() => ({})), fine: ["people.not-invited"] },
  [`${PEOPLE}#askFor`]: onPerson(() => ({ key: randomUUID(), type: "person-remove", reason: "Gone" })),
  [`${PEOPLE}#askForPhone`]: onPerson(() => ({ key: randomUUID(), phone: newPhone() })),
  [`${KEYS}#askForKey`]: {
    permission: "api-keys.request",
    input: () => ({ key: randomUUID(), label: "Till", days: 30, ...mandate }),
  },
  [`${KEYS}#changeKey`]: onKey("api-keys.narrow", () => ({ key: randomUUID(), days: null, ...mandate })),
  [`${KEYS}#reveal`]: { ...onKey("api-keys.request"), fine: ["api-keys.already-revealed", "api-keys.stopped"] },
  [`${KEYS}#rotate`]: onKey("api-keys.request", () => ({ overlap: "now" })),
  [`${KEYS}#revoke`]: onKey("api-keys.narrow", () => ({ reason: "Stolen" })),
  // Another cell has stopped them already.
  [`${KEYS}#stopKeys`]: {
    permission: "api-keys.stop",
    input: () => ({ reason: "Leaked" }),
    fine: ["api-keys.stopped"],
  },
  [`${KEYS}#askToStart`]: {
    permission: "api-keys.request",
    input: () => ({ key: randomUUID(), reason: "Safe again" }),
    fine: ["api-keys.not-stopped"],
  },
  ...ISSUER_ACTIONS,
  "app/trial/actions.ts#askAsCustomer": { permission: "public", input: () => ({ phone: "0", amount: "1.00" }) },
};
