import type { z } from "zod";
import { applyKeys, checkNewKey, inPayload, type Mandate, newKeyPayload } from "@/lib/api-keys";
import { newId } from "@/lib/kernel/ids";
import { defineChange } from "../define-change";
import { asMaker, distributorOf, keyChange } from "../key-steps";

/** A key for the one who asks; `expiresInDays`, 1 to 730, from the approval. */
export type ApiKeyCreateInput = Mandate & {
  readonly type: "api-key-create";
  readonly label: string;
  readonly expiresInDays: number;
};

type Payload = z.infer<typeof newKeyPayload>;

/** Its maker has its secret made and sees it, once it is approved (`revealSecret`). */
export const apiKeyCreate = defineChange<ApiKeyCreateInput, Payload>({
  ...keyChange,
  type: "api-key-create",
  payload: newKeyPayload,
  draft: async (ctx, item) => {
    const { by, input } = item;
    await checkNewKey(ctx, distributorOf(item), by, input);
    return {
      counterparty: asMaker(by, input.label),
      payload: { keyId: newId("apiKey"), label: input.label, ...inPayload(input) },
      memo: null,
    };
  },
  apply: applyKeys,
  tell: ({ keyId, ...asked }) => ({
    action: "api-key.created",
    subjectKind: "api-key",
    subjectId: keyId,
    detail: asked,
  }),
});
