// What a policy of a distributor is made of, apart from its parser: forms need the words and not zod.

/** The types of operation that a policy may say something of: money at the distributor's own desk (SQL: `policy_types`). */
export const POLICY_TYPES = ["cash-in", "cash-out-fulfillment", "own-transfer"] as const;

/** One of them. */
export type PolicyType = (typeof POLICY_TYPES)[number];

/** Where an operation comes from, as a rule says it: a person in the portal, an API key, an uploaded file, or any of these. */
export const POLICY_SOURCES = ["any", "web", "key", "bulk"] as const;

/** One of them. */
export type PolicySource = (typeof POLICY_SOURCES)[number];

/** The sources that a rule of each type may name: money between own accounts is moved by people in the portal alone (SQL: `policy_sources`). */
export const SOURCES_OF: Readonly<Record<PolicyType, readonly [PolicySource, ...PolicySource[]]>> = {
  "cash-in": POLICY_SOURCES,
  "cash-out-fulfillment": POLICY_SOURCES,
  "own-transfer": ["web"],
};

/** Whose approvals a rule may count. */
export const POLICY_ROLES = ["checker", "admin"] as const;

/** One of them. */
export type PolicyRole = (typeof POLICY_ROLES)[number];

/** The most people that a rule may ask for, and the most rules of a policy. */
export const MOST_APPROVALS = 5;
export const MOST_RULES = 40;

/** For how long an operation may wait, at least and at most, in seconds: five minutes and thirty days. */
export const SHORTEST_WAIT = 300;
export const LONGEST_WAIT = 30 * 24 * 3600;

/**
 * One rule, as it is stored: for operations of a type and a source whose amount is at least `fromMinor` and less than `toMinor` (minor units as
 * text; null: without end), so many different people of these roles, each with a fresh code of their authenticator where `stepUp`.
 */
export type PolicyRule = {
  readonly type: PolicyType;
  readonly source: PolicySource;
  readonly fromMinor: string;
  readonly toMinor: string | null;
  readonly approvals: number;
  readonly roles: readonly PolicyRole[];
  readonly stepUp: boolean;
  readonly expiresInSeconds: number;
};

/** The limits of a policy, in the order in which screens show them: of each customer and of each maker, for a local day and a week. */
export const POLICY_LIMITS = ["customerDaily", "customerWeekly", "makerDaily", "makerWeekly"] as const;

/** Minor units as text; null for no limit. */
export type PolicyLimits = Readonly<Record<(typeof POLICY_LIMITS)[number], string | null>>;

/** All that a policy says. */
export type PolicyTerms = { readonly rules: readonly PolicyRule[]; readonly limits: PolicyLimits };

/** What holds while a distributor has no policy. */
export const NO_POLICY: PolicyTerms = {
  rules: [],
  limits: { customerDaily: null, customerWeekly: null, makerDaily: null, makerWeekly: null },
};

type Reach = Pick<PolicyRule, "type" | "source" | "fromMinor" | "toMinor">;

/** Whether a rule fits nothing that an earlier one does not: it would never count. */
export function isCovered(rule: Reach, earlier: Reach): boolean {
  return (
    rule.type === earlier.type &&
    (earlier.source === "any" || earlier.source === rule.source) &&
    BigInt(earlier.fromMinor) <= BigInt(rule.fromMinor) &&
    (earlier.toMinor === null || (rule.toMinor !== null && BigInt(rule.toMinor) <= BigInt(earlier.toMinor)))
  );
}
