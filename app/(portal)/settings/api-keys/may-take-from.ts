import { isAllowed, type Principal } from "@/lib/runtime";

/** Who takes something from a key: the one who asked for it, and whoever may stop them all. */
export function mayTakeFrom(principal: Principal, isOwn: boolean): boolean {
  return isAllowed(principal, "api-keys.narrow") && (isOwn || isAllowed(principal, "api-keys.stop"));
}
