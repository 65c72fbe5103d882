import { readKey } from "@/lib/api-keys";
import { type Id, showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { MandateContext } from "../../_components/mandate-fields";
import type { TypedMandate } from "../../_components/typed-mandate";
import { mayTakeFrom } from "../../may-take-from";
import { readMandateContext } from "../../read-key-form";

/** What the form that changes a key starts from: the mandate as it is, and its end. */
export type ChangeView = {
  readonly id: string;
  readonly label: string;
  /** Null for who may not change it, or once it has ended. */
  readonly form: {
    readonly before: TypedMandate;
    readonly expiresAt: string;
    readonly context: MandateContext;
    /** What becomes wider has to be asked for, which not everybody may. */
    readonly mayAsk: boolean;
  } | null;
};

/**
 * What the form that changes a key needs.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`
 */
export async function readChange(ctx: Ctx, keyId: Id<"apiKey">): Promise<ChangeView> {
  const key = await readKey(ctx, { keyId });
  const head = { id: showId("apiKey", key.id), label: key.label };
  const lives = key.state === "active" || key.state === "unrevealed";
  if (!lives || !key.expiresAt || !mayTakeFrom(ctx.principal, key.isOwn)) return { ...head, form: null };
  const plain = (minor: bigint | null) => (minor === null ? "" : formatAmount(money(minor, key.currency)));
  return {
    ...head,
    form: {
      before: {
        permissions: key.permissions.join(" "),
        maxAmount: plain(key.maxAmountMinor),
        maxDaily: plain(key.maxDailyMinor),
        addresses: key.allowedAddresses.join("\n"),
        rate: String(key.requestsPerMinute),
      },
      expiresAt: toRfc3339(key.expiresAt),
      context: await readMandateContext(ctx),
      mayAsk: isAllowed(ctx.principal, "api-keys.request"),
    },
  };
}
