import { z } from "zod";
import { applyKeys, checkStart } from "@/lib/api-keys";
import { toRfc3339 } from "@/lib/kernel/time";
import { defineChange } from "../define-change";
import { distributorOf, keyChange } from "../key-steps";

/** The keys of the distributor of the one who asks are to work again. */
export type ApiKeysStartInput = { readonly type: "api-keys-start"; readonly reason: string };

const payload = z.object({ reason: z.string(), stoppedAt: z.iso.datetime() });
type Payload = z.infer<typeof payload>;

/** Applied only to the stop that the checker read of. */
export const apiKeysStart = defineChange<ApiKeysStartInput, Payload>({
  ...keyChange,
  type: "api-keys-start",
  payload,
  draft: async (ctx, item) => {
    const { id, name } = item.organisation;
    const { reason } = item.input;
    const stoppedAt = toRfc3339(await checkStart(ctx, distributorOf(item)));
    return {
      counterparty: { kind: "distributor", id, name, phone: null, shortCode: null },
      payload: { reason, stoppedAt },
      memo: reason,
    };
  },
  apply: applyKeys,
  tell: ({ reason }) => ({ action: "api-keys.started", detail: { reason } }),
});
