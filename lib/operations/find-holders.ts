import type { Id } from "@/lib/kernel/ids";
import { findMerchantsById, type Merchant } from "@/lib/organisations";
import type { SharedCtx } from "@/lib/runtime";
import { type Customer, findCustomersById } from "@/lib/wallets";
import type { Counterparty, CounterpartyKind } from "./define";

/** Who has a wallet. */
export type Holder = Customer | Merchant;

type Named = { readonly counterpartyKind: CounterpartyKind; readonly counterpartyId: Id<CounterpartyKind> };

/** The holders of wallets on the other side of operations, by their ids. */
export async function findHolders(
  ctx: SharedCtx,
  sides: readonly Named[],
): Promise<ReadonlyMap<Id<CounterpartyKind>, Holder>> {
  const ids = (kind: "customer" | "merchant") =>
    sides.filter((side) => side.counterpartyKind === kind).map((side) => side.counterpartyId);
  const customers = await findCustomersById(ctx, ids("customer") as Id<"customer">[]);
  const merchants = await findMerchantsById(ctx, ids("merchant") as Id<"merchant">[]);
  return new Map<Id<CounterpartyKind>, Holder>([...customers, ...merchants]);
}

/** A holder as the other side of an operation. */
export function asCounterparty(holder: Holder): Counterparty {
  const { id, name } = holder;
  return "phone" in holder
    ? { kind: "customer", id, name, phone: holder.phone, shortCode: null }
    : { kind: "merchant", id, name, phone: null, shortCode: holder.shortCode };
}
