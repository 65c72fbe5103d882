import { DomainError } from "@/lib/kernel/errors";
import type { Role } from "@/lib/kernel/roles";
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
      return isPlace(grant, principal) && rolesFor(principal, permission).some((role) => grant.roles.includes(role));
    case "customer":
      return grant.customer === true;
    case "batch":
      return permission === "operations.submit";
    case "api-key":
      return principal.refusal === null && grant.key !== undefined && principal.permissions.includes(grant.key);
  }
}

/** Whoever decides in somebody's place has that one's roles for it, and for nothing else. */
function rolesFor({ roles, standsFor = [] }: UserPrincipal, permission: Permission): readonly Role[] {
  if (permission !== "operations.decide" && permission !== "people.decide") return roles;
  return [...roles, ...standsFor.flatMap((other) => other.roles)];
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
