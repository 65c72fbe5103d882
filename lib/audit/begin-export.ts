import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Notes that somebody takes a part of the audit out of the system. `what` is the list's own address.
 * @throws DomainError `auth.forbidden`
 */
export async function beginAuditExport(ctx: Ctx, what: string): Promise<void> {
  authorize(ctx, "audit.read");
  ctx.audit({ action: "audit.exported", detail: { what: what.slice(0, 1000) } });
}
