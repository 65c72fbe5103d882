import { cache } from "react";
import type { ShellView } from "@/components/layout/shell-view";
import { env } from "@/lib/config/env";
import { view } from "@/lib/http/view";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339, zoneLabel } from "@/lib/kernel/time";
import { readPulse } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { readVerification } from "@/lib/verification";

/** What the frame of the portal shows, and the head of the record it was read at. One unit of work per request, however often asked. */
export const readShell = cache(() => view(shellOf));

/** `violations`: what the last verification found wrong with this organisation; null for those who are not told. */
type Shell = { readonly shell: ShellView; readonly head: string; readonly violations: number | null };

async function shellOf(ctx: Ctx): Promise<Shell> {
  const distributor = await readOwnDistributor(ctx);
  const { head, needsMe, float } = await readPulse(ctx);
  const { principal } = ctx;
  const isTold = isAllowed(principal, "verification.read");
  return {
    head,
    violations: isTold ? ((await readVerification(ctx))?.violations ?? 0) : null,
    shell: {
      org: { name: distributor.name, kind: "distributor", currency: distributor.currency },
      person: principal.kind === "user" ? { name: principal.name, roles: principal.roles } : { name: "", roles: [] },
      float: { amount: formatAmount(float.available), currency: distributor.currency },
      zone: distributor.timeZone,
      zoneLabel: zoneLabel(distributor.timeZone, ctx.now),
      now: toRfc3339(ctx.now),
      pendingCount: needsMe,
      canCreate: isAllowed(principal, "operations.submit"),
      trial: env().trial,
    },
  };
}
