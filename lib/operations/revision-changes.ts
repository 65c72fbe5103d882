import type { Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";

/** What a maker may change. `to` is the other side: of a cash-in whom it goes to, of a cash-out whom it comes from; null where there is none. */
export type Changes = {
  readonly amount: Money;
  readonly to: { readonly phone: E164 } | { readonly shortCode: string } | null;
  readonly memo: string | null;
};
