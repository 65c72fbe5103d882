import { DomainError } from "@/lib/kernel/errors";
import type { Asker } from "./context";
import { type Grant, PERMISSIONS, type Permission } from "./permissions";
import type { Principal, UserPrincipal } from "./principal";

/** Whether this principal holds a permission. */
export function isAllowed(principal: Principal, permission: Permission): boolean {
  const grant: Grant = PERMISSIONS[permission];
  switch (principal.kind) {
    case "system":
      return true;
    case "user":
      return isPlace(grant, principal) && principal.roles.some((role) => grant.roles.includes(role));
    case "customer":
      return grant.customer === true;
    case "batch":
      return permission === "operations.submit";
    case "api-key":
      return principal.refusal === null && grant.key !== undefined && principal.permissions.includes(grant.key);
  }
}

function isPlace(grant: Grant, { organisationKind }: UserPrincipal): boolean {
  return !grant.in || grant.in === organisationKind;
}

/**
 * First statement of every verb.
 * @throws DomainError `auth.forbidden` (a person), `organisations.distributor-suspended`, `organisations.feature-off`,
 * `api-keys.permission-missing` (a key)
 */
export function authorize({ principal }: Pick<Asker, "principal">, permission: Permission): void {
  if (isAllowed(principal, permission)) return;
  if (principal.kind !== "api-key") throw new DomainError("auth.forbidden", { details: { permission } });
  throw new DomainError(principal.refusal ?? "api-keys.permission-missing", { details: { permission } });
}
