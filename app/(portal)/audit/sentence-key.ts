import { AUDIT_ACTIONS, type AuditAction } from "@/lib/audit/schemas";

/** Dots separate the levels of a message's key, so a sentence's key has underscores for them. */
type Underscored<A extends string> = A extends `${infer Head}.${infer Tail}` ? `${Head}_${Underscored<Tail>}` : A;

/** The message under `audit.sentences` that tells an action, or null for one that has none. */
export function sentenceKey(action: string): Underscored<AuditAction> | null {
  const known = AUDIT_ACTIONS.find((one) => one === action);
  return known ? (known.replaceAll(".", "_") as Underscored<AuditAction>) : null;
}
