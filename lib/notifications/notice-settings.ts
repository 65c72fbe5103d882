import { and, eq, sql } from "drizzle-orm";
import { noticeSettings } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { NOTICE_DEFAULTS } from "@/lib/kernel/periods";
import { authorize, type Ctx } from "@/lib/runtime";
import { ownNotices, personOf, refuseUnlessOk } from "./own-notices";
import type { NoticeSettings } from "./schemas";

/**
 * When the person of this unit wants to be told, where they work.
 * @throws DomainError `auth.forbidden`
 */
export async function readNoticeSettings(ctx: Ctx): Promise<NoticeSettings> {
  authorize(ctx, "notices.own");
  const { personId, organisationId } = personOf(ctx);
  const [row = NOTICE_DEFAULTS] = await ctx.tx
    .select({
      smsAfterMinutes: noticeSettings.smsAfterMinutes,
      quietFrom: noticeSettings.quietFrom,
      quietTo: noticeSettings.quietTo,
    })
    .from(noticeSettings)
    .where(
      and(
        eq(noticeSettings.issuerId, ctx.scope.issuerId),
        eq(noticeSettings.organisationId, organisationId),
        eq(noticeSettings.personId, personId),
      ),
    );
  const { smsAfterMinutes, quietFrom: from, quietTo: to } = row;
  return {
    smsAfterMinutes: smsAfterMinutes as NoticeSettings["smsAfterMinutes"],
    quiet: from === null || to === null ? null : { from, to },
  };
}

/**
 * Says when the person of this unit wants to be told, at once and for where they work now.
 * @throws DomainError `auth.forbidden`, `organisations.nothing-changes`
 */
export async function setNoticeSettings(ctx: Ctx, after: NoticeSettings): Promise<void> {
  const before = await readNoticeSettings(ctx);
  if (JSON.stringify(before) === JSON.stringify(after)) throw new DomainError("organisations.nothing-changes");
  const { smsAfterMinutes, quiet } = after;
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select notice_settings_set(${ownNotices(ctx)}, ${smsAfterMinutes}::int, ${quiet?.from ?? null}::int, ${quiet?.to ?? null}::int) as outcome`,
    ),
  );
  ctx.audit({
    action: "notices.set",
    subjectKind: "person",
    subjectId: personOf(ctx).personId,
    detail: { before, after },
  });
}
