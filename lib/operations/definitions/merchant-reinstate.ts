import { readMerchant } from "@/lib/organisations";
import { defineReinstate } from "../reinstate";

/** A suspended merchant is to be paid again. */
export const merchantReinstate = defineReinstate("merchant", async (ctx, asked) => {
  const { id, name, shortCode, status } = await readMerchant(ctx, asked);
  return { status, id, name, phone: null, shortCode };
});
