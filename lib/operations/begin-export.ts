import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Notes that somebody takes a list of operations out of the system: the file holds names and phones. `what` is the list's own address.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function beginExport(ctx: Ctx, what: string): Promise<void> {
  authorize(ctx, "operations.read");
  ctx.audit({ action: "operations.exported", detail: { what: what.slice(0, 1000) } });
}
