import { cache } from "react";
import type { ShellView } from "@/components/layout/shell-view";
import { env } from "@/lib/config/env";
import { view } from "@/lib/http/view";
import { listOrganisations, type OwnOrganisation } from "@/lib/identity";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339, zoneLabel } from "@/lib/kernel/time";
import { readPulse } from "@/lib/operations";
import { readOwnDistributor, readOwnIssuer, worksForIssuer } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { readVerification } from "@/lib/verification";
import { menuOf } from "./menu-of";

/** What the frame of every signed-in page shows, and the head of the record it was read at. One unit of work per request, however often asked. */
export const readShell = cache(() => view(shellOf));

/** `violations`: what the last verification found wrong with this organisation; null for those who are not told. `organisations`: where else the person works, too. */
type Shell = {
  readonly shell: ShellView;
  readonly head: string;
  readonly violations: number | null;
  readonly organisations: readonly OwnOrganisation[];
};

/** What differs by the kind of organisation that one works for. */
type Own = Pick<ShellView, "org" | "zone" | "searchPath">;

async function shellOf(ctx: Ctx): Promise<Shell> {
  const own = worksForIssuer(ctx) ? await ofIssuer(ctx) : await ofDistributor(ctx);
  const { head, needsMe, unread, float } = await readPulse(ctx);
  const { principal } = ctx;
  const isTold = isAllowed(principal, "verification.read");
  if (principal.kind !== "user") throw new Error("the portal is for people");
  return {
    head,
    organisations: await listOrganisations(ctx),
    violations: isTold ? ((await readVerification(ctx))?.violations ?? 0) : null,
    shell: {
      ...own,
      person: { name: principal.name, roles: principal.roles },
      float: float && { amount: formatAmount(float.available), currency: float.available.currency },
      zoneLabel: zoneLabel(own.zone, ctx.now),
      now: toRfc3339(ctx.now),
      pendingCount: needsMe,
      unread,
      menu: menuOf(principal),
      trial: env().trial,
    },
  };
}

async function ofDistributor(ctx: Ctx): Promise<Own> {
  const { name, currency, timeZone } = await readOwnDistributor(ctx);
  return { org: { name, kind: "distributor", currency }, zone: timeZone, searchPath: "/operations" };
}

async function ofIssuer(ctx: Ctx): Promise<Own> {
  const { name, currency, timeZone } = await readOwnIssuer(ctx);
  return { org: { name, kind: "issuer", currency }, zone: timeZone, searchPath: "/issuer/operations" };
}
