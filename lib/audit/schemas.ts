/** What the audit's entries are about, for whoever looks for some of them. */
export const AUDIT_GROUPS = ["operations", "people", "sign-in", "organisations", "keys", "records"] as const;

/** A group of actions. */
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

/** What an action is named once it is done, and how a try of it begins: refused it is audited as `<try>.refused`. */
type Acts = { readonly done: readonly string[]; readonly tried: readonly string[] };

/**
 * Every action that is written to the audit. A test reads the code for others; the screens have a sentence for each
 * (`lib/i18n/messages/en/audit.json`).
 */
export const AUDIT_ACTS = {
  operations: {
    done: [
      "operation.submitted",
      "operation.revised",
      "operation.approved",
      "operation.approval-withdrawn",
      "operation.rejected-by",
      "operation.completed",
      "operation.failed",
      "operation.rejected",
      "operation.cancelled",
      "operation.expired",
      "operation.consent-asked",
      "operation.consent-given",
      "operation.consent-refused",
      "operation.consent-code-wrong",
      "operation.escalated",
      "withdrawal.requested",
      "withdrawal.cancelled",
      "batch.uploaded",
      "batch.submitted",
      "batch.carried-out",
      "batch.discarded",
    ],
    tried: [
      "operation.submit",
      "operation.decide",
      "operation.recall",
      "operation.undo",
      "operation.revise",
      "operation.consent",
      "batch.submit",
    ],
  },
  people: {
    done: [
      "membership.added",
      "membership.invited",
      "person.invited",
      "person.joined",
      "person.invited-again",
      "person.invitation-withdrawn",
      "person.widened",
      "person.narrowed",
      "person.suspended",
      "person.reinstated",
      "person.removed",
      "person.totp-reset",
      "person.phone-changed",
      "delegation.started",
      "delegation.ended",
      "notices.set",
    ],
    tried: [
      "person.suspend",
      "person.narrow",
      "person.withdraw-invitation",
      "person.invite-again",
      "notices.set",
      "delegation.start",
      "delegation.end",
    ],
  },
  "sign-in": {
    done: [
      "sign-in.completed",
      "sign-in.refused",
      "confirmation.refused",
      "step-up.confirmed",
      "authenticator.enrolled",
      "authenticator.replaced",
      "session.switched-here",
      "session.switched-away",
      "recovery-code.used",
      "recovery-codes.renewed",
      "sign-out",
      "sign-out.everywhere",
    ],
    tried: ["recovery-codes.renew", "sign-out", "sign-out.everywhere"],
  },
  organisations: {
    done: [
      "issuer.created",
      "issuer.escalation-set",
      "distributor.created",
      "distributor.viewed",
      "distributor.suspended",
      "distributor.reinstated",
      "distributor.features-changed",
      "distributor.limits-changed",
      "distributor.low-float-set",
      "policy.changed",
      "distributor.escalation-set",
      "float-account.opened",
      "merchant.created",
      "merchant.suspended",
      "merchant.reinstated",
      "customer.created",
      "customer.suspended",
      "customer.reinstated",
    ],
    tried: [
      "merchant.create",
      "customer.create",
      "distributor.suspend",
      "distributor.set-low-float",
      "organisation.set-escalation",
      "merchant.suspend",
      "customer.suspend",
    ],
  },
  keys: {
    done: [
      "api-key.created",
      "api-key.widened",
      "api-key.narrowed",
      "api-key.revealed",
      "api-key.rotated",
      "api-key.revoked",
      "api-key.ends-soon",
      "api-keys.stopped",
      "api-keys.started",
    ],
    tried: ["api-key.reveal", "api-key.rotate", "api-key.change", "api-key.revoke", "api-keys.stop"],
  },
  records: {
    done: ["operations.exported", "audit.exported", "audit.checked", "verification.passed", "verification.failed"],
    tried: ["audit.check"],
  },
} as const satisfies Record<AuditGroup, Acts>;

type Group = (typeof AUDIT_ACTS)[AuditGroup];

/** An action that is written to the audit. */
export type AuditAction = Group["done"][number] | `${Group["tried"][number]}.refused`;

/** The actions of a group, refused tries included. */
export function actionsOf(group: AuditGroup): AuditAction[] {
  const { done, tried }: Acts = AUDIT_ACTS[group];
  return [...done, ...tried.map((name) => `${name}.refused`)] as AuditAction[];
}

/** All actions. */
export const AUDIT_ACTIONS: readonly AuditAction[] = AUDIT_GROUPS.flatMap(actionsOf);

/** Whether an action was refused: nothing came of it but its entry. */
export function isRefused(action: string): boolean {
  return action.endsWith(".refused");
}
