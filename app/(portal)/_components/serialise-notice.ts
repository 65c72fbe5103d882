import { showId } from "@/lib/kernel/ids";
import { formatGrouped } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import type { Notice } from "@/lib/operations";
import type { OperationType } from "@/lib/operations/schemas";
import { worksForIssuer } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** A notice as plain data for the bell. `href` leads to where it is decided, or to what became of it; `at` is RFC 3339. */
export type SerialisedNotice = {
  readonly id: string;
  readonly type: OperationType;
  readonly status: Notice["operation"]["status"];
  readonly kind: Notice["kind"];
  /** One line for all requests of a file: what it is called, how many wait, and how many ended how. */
  readonly file: {
    readonly name: string;
    readonly waiting: number;
    readonly ended: readonly { readonly status: Notice["operation"]["status"]; readonly count: number }[];
  } | null;
  readonly name: string;
  /** With its currency; null where no money moves. */
  readonly amount: string | null;
  readonly maker: string;
  readonly at: string;
  readonly unread: boolean;
  readonly href: string;
};

/** A notice as the person of this unit reads it. */
export function serialiseNotice(
  ctx: Pick<Ctx, "principal">,
  { kind, file, operation, at, isUnread }: Notice,
): SerialisedNotice {
  const { amount } = operation;
  return {
    id: showId("operation", operation.id),
    type: operation.type,
    status: operation.status,
    kind,
    file: file && fileOf(file),
    name: operation.counterparty.name,
    amount: file ? null : amount && `${amount.currency} ${formatGrouped(amount)}`,
    maker: operation.maker.name,
    at: toRfc3339(at),
    unread: isUnread,
    href: file ? `/bulk/${showId("batch", file.id)}` : hrefOf(worksForIssuer(ctx), kind, operation),
  };
}

function hrefOf(isIssuer: boolean, kind: Notice["kind"], { id }: Notice["operation"]): string {
  const place = isIssuer ? "/issuer" : "";
  const shown = showId("operation", id);
  if (kind === "blocked") return `${place}/approvals?tab=blocked&open=${shown}`;
  return kind === "decide" ? `${place}/approvals?open=${shown}` : `${place}/operations/${shown}`;
}

function fileOf({ name, statuses }: NonNullable<Notice["file"]>): SerialisedNotice["file"] {
  const { pending: waiting = 0, ...rest } = statuses;
  const ended = Object.entries(rest).map(([status, count]) => ({ status: status as keyof typeof rest, count }));
  return { name, waiting, ended };
}
