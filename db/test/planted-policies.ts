import type { Plant } from "./planted-ledger";

const operation = (id: string, change: string) => `update operations set ${change} where id = '${id}'`;
const counter = (subject: string, change: string) =>
  `update limit_counters set ${change} where subject = '${subject}' and used_minor > 0`;

/** What could be done behind the functions' back to policies, to what they ask of an operation, and to what has been used of a limit. */
export const PLANTED_IN_POLICIES: readonly Plant[] = [
  {
    kind: "limit-counter",
    how: "less is counted against a distributor's limit than its operations come to",
    sql: (h) => counter(`distributor:${h.distributor.id}`, "used_minor = used_minor - 1"),
  },
  {
    kind: "limit-counter",
    how: "what a maker has used of their limit is forgotten",
    sql: (h) =>
      `delete from limit_counters where subject = 'maker:${h.distributor.id}:${h.maker.id}' and used_minor > 0`,
  },
  {
    kind: "limit-counter",
    how: "a customer's volume stands on another day",
    sql: (h) => counter(`wallet:${h.distributor.id}:${h.customer.id}`, "local_day = '2000-01-01'"),
  },
  {
    kind: "policy-unapproved",
    how: "a limit of a policy is raised",
    sql: () => `update approval_policies set limits = limits || '{"makerDaily": "9000000"}'`,
  },
  {
    kind: "policy-unapproved",
    how: "a policy is deleted",
    sql: () => "delete from approval_policies",
  },
  {
    kind: "operation-rule",
    how: "an operation is decided by others than its policy says",
    sql: (h) => operation(h.pending, "decider_roles = '{admin}'"),
  },
  {
    kind: "operation-rule",
    how: "an operation without a policy is decided by others than its type says",
    sql: (h) => operation(h.policy, "decider_roles = '{maker}'"),
  },
];
