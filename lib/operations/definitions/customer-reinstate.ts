import { readCustomer } from "@/lib/wallets";
import { defineReinstate } from "../reinstate";

/** A suspended customer's wallet is to work again: money reaches it, and leaves it. */
export const customerReinstate = defineReinstate("customer", async (ctx, asked) => {
  const { id, name, phone, status } = await readCustomer(ctx, asked);
  return { status, id, name, phone, shortCode: null };
});
