import { readDistributor } from "@/lib/organisations";
import { defineReinstate } from "../reinstate";

/** A suspended distributor is to work again: its sessions and keys do, and what was held can be decided. */
export const distributorReinstate = defineReinstate("distributor", async (ctx, asked) => {
  const { id, name, shortCode, status } = await readDistributor(ctx, asked);
  return { status, id, name, phone: null, shortCode };
});
