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
  { kind, operation, at, isUnread }: Notice,
): SerialisedNotice {
  const { amount } = operation;
  return {
    id: showId("operation", operation.id),
    type: operation.type,
    status: operation.status,
    kind,
    name: operation.counterparty.name,
    amount: amount && `${amount.currency} ${formatGrouped(amount)}`,
    maker: operation.maker.name,
    at: toRfc3339(at),
    unread: isUnread,
    href: hrefOf(worksForIssuer(ctx), kind, operation),
  };
}

function hrefOf(isIssuer: boolean, kind: Notice["kind"], { id }: Notice["operation"]): string {
  const place = isIssuer ? "/issuer" : "";
  const shown = showId("operation", id);
  if (kind === "blocked") return `${place}/approvals?tab=blocked&open=${shown}`;
  return kind === "decide" ? `${place}/approvals?open=${shown}` : `${place}/operations/${shown}`;
}
