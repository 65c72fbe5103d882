import { randomUUID } from "node:crypto";
import type { OrganisationId } from "@/db/columns";
import { verifications } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import type { Finding } from "./finding";
import type { Verification } from "./verify-issuer";

const FINDINGS_KEPT = 50;

/**
 * Keeps the outcome of a verification for the screen, one row per organisation with its own findings, and says so in the issuer's audit. What
 * belongs to no distributor is kept with the issuer.
 * @throws DomainError `auth.forbidden`
 */
export async function storeVerification(
  ctx: Ctx,
  { startedAt, finishedAt, checked, findings, copies }: Verification,
  trigger: "nightly" | "command",
): Promise<void> {
  authorize(ctx, "verification.run");
  const { issuerId } = ctx.scope;
  const runId = randomUUID();
  const organisations = new Set(checked.map(({ organisation }) => organisation));
  const ofIssuer = ({ organisation }: Finding) => organisation === null || !organisations.has(organisation);
  const rows = checked.map((counts) => {
    const own = findings.filter((finding) =>
      counts.organisation === issuerId
        ? finding.organisation === issuerId || ofIssuer(finding)
        : finding.organisation === counts.organisation,
    );
    return {
      issuerId,
      runId,
      trigger,
      startedAt,
      finishedAt,
      ...counts,
      organisationId: counts.organisation satisfies OrganisationId,
      violations: own.length,
      findings: own.slice(0, FINDINGS_KEPT).map(toStored),
      ...(copies && counts.organisation === issuerId
        ? {
            copiesFirst: Buffer.from(copies.first, "hex"),
            copiesLines: copies.lines,
            copiesLast: Buffer.from(copies.last, "hex"),
          }
        : {}),
      unitId: ctx.unitId,
    };
  });
  await ctx.tx.insert(verifications).values(rows);
  ctx.audit({
    action: findings.length === 0 ? "verification.passed" : "verification.failed",
    subjectKind: "verification",
    subjectId: runId,
    detail: { trigger, violations: findings.length },
  });
}

function toStored({ violation, subject, detail, place }: Finding) {
  return { violation, subject, detail, place: place === null ? null : place.toString() };
}
