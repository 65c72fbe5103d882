import { eq, type SQL, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { isUnread } from "@/lib/notifications";
import { workplaceOf, worksForIssuer } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { needsMe } from "./approvals";

/** A file that somebody is told of as one, whatever it has of rows: what of it waits for them, or that all of their own has ended. */
export type FoundFile = {
  readonly kind: "decide" | "ended";
  readonly id: Id<"batch">;
  readonly name: string;
  /** The one of its operations by which it is marked as read. */
  readonly operation: Id<"operation">;
  readonly at: Date;
  readonly isUnread: boolean;
};

type Row = { id: Id<"batch">; name: string; operation: Id<"operation">; at: string; unread: boolean };

const AT_MOST = 20;
/** No request of a file waits for as long as this. */
const LONGEST = sql`interval '45 days'`;
/** For how long an end is news. */
const NEWS = sql`interval '14 days'`;

/**
 * The newest files that the person of this unit is told of; of a distributor alone: the issuer's people have none. The cost is that of a few files, not
 * of their rows.
 */
export async function findFilesToTell(ctx: Ctx): Promise<FoundFile[]> {
  if (worksForIssuer(ctx)) return [];
  return [...(await toDecide(ctx)), ...(await ended(ctx))];
}

async function toDecide(ctx: Ctx): Promise<FoundFile[]> {
  // By its first row, which was there when the file came: that others follow, or that some are decided, is no news.
  return find(ctx, "decide", {
    by: sql`select x.id, x.created_at as at from operations x where x.issuer_id = b.issuer_id and x.batch_id = b.id order by x.batch_line limit 1`,
    where: sql`b.maker_id <> ${person(ctx)}::uuid and exists (
      select from ${operations} where ${operations.issuerId} = b.issuer_id and ${operations.batchId} = b.id and ${eq(operations.status, "pending")}
         and ${needsMe(ctx)} offset 0)`,
  });
}

async function ended(ctx: Ctx): Promise<FoundFile[]> {
  return find(ctx, "ended", {
    by: sql`select x.id, x.updated_at as at from operations x
             where x.issuer_id = b.issuer_id and x.batch_id = b.id and x.decided_at is not null order by x.decided_at desc limit 1`,
    where: sql`b.maker_id = ${person(ctx)}::uuid and b.state = 'submitted' and operations.at > now() - ${NEWS}
      and not exists (select from operations x where x.issuer_id = b.issuer_id and x.batch_id = b.id and x.status = 'pending')`,
  });
}

/** Files of one's own distributor, each with the operation that stands for it, which is called `operations` as the question of what is read has it. */
async function find(ctx: Ctx, kind: FoundFile["kind"], { by, where }: { by: SQL; where: SQL }): Promise<FoundFile[]> {
  const rows = (await ctx.tx.execute(sql`
    select b.id, b.file_name as name, operations.id as operation, extract(epoch from operations.at)::float8 as at,
           ${isUnread(ctx, sql`operations.at`)} as unread
      from batches b, lateral (${by}) operations
     where b.issuer_id = ${ctx.scope.issuerId} and b.organisation_id = ${workplaceOf(ctx)}::uuid and b.submitted_at > now() - ${LONGEST} and ${where}
     order by operations.at desc, b.id desc limit ${AT_MOST}`)) as unknown as Row[];
  return rows.map(({ at, unread, ...row }) => ({ ...row, kind, at: new Date(Number(at) * 1000), isUnread: unread }));
}

function person({ principal }: Ctx): Id<"person"> {
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  return principal.personId;
}
