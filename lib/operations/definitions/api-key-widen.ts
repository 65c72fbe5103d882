import { z } from "zod";
import { type AskedMandate, applyKeys, askedMandate, checkWiderKey, heldMandate, inPayload } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import { defineChange } from "../define-change";
import { asOwner, distributorOf, keyChange, keyIdField } from "../key-steps";

/** A key is to do more; `after` is all that it may do then. */
export type ApiKeyWidenInput = {
  readonly type: "api-key-widen";
  readonly keyId: Id<"apiKey">;
  readonly after: AskedMandate;
};

const payload = z.object({ keyId: keyIdField, label: z.string(), before: heldMandate, after: askedMandate });
type Payload = z.infer<typeof payload>;

/** It is about the key's maker, who has seen its secret and does not decide. Applied only to the key that the checker read. */
export const apiKeyWiden = defineChange<ApiKeyWidenInput, Payload>({
  ...keyChange,
  type: "api-key-widen",
  payload,
  draft: async (ctx, item) => {
    const { keyId, after } = item.input;
    const { label, madeBy, before } = await checkWiderKey(ctx, distributorOf(item), item.by, keyId, after);
    return {
      counterparty: asOwner(madeBy, label),
      payload: { keyId, label, before, after: inPayload(after) },
      memo: null,
    };
  },
  apply: applyKeys,
  tell: ({ keyId, before, after }) => ({
    action: "api-key.widened",
    subjectKind: "api-key",
    subjectId: keyId,
    detail: { before, after },
  }),
});
