"use server";

import { z } from "zod";
import { draftKey, memoInput, typed } from "@/app/_operation-form/inputs";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { showId } from "@/lib/kernel/ids";
import { parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { reviseOperation } from "@/lib/operations";
import { shortCodeText } from "@/lib/operations/schemas";
import { readOwnDistributor } from "@/lib/organisations";
import { hashRequest } from "@/lib/runtime";

/** Makes the next revision of a pending operation of a draft; the same draft again is the same revision. */
export const revise = action({
  input: z.strictObject({
    key: draftKey,
    operation: shownId("operation"),
    revision: z.int().positive().max(2_147_483_647),
    to: z.union([z.strictObject({ phone: typed }), z.strictObject({ shortCode: shortCodeText }), z.null()]),
    amount: typed,
    memo: memoInput,
  }),
  tries: ({ operation }) => ({ action: "operation.revise", subjectKind: "operation", subjectId: operation }),
  verb: async (ctx, { key, operation, revision, to, amount, memo }) => {
    const { id, currency } = await readOwnDistributor(ctx);
    const changes = {
      amount: parseMoney(amount, currency),
      to: to && "phone" in to ? { phone: parsePhone(to.phone) } : to,
      memo,
    };
    const maker = ctx.principal.kind === "user" ? ctx.principal.personId : null;
    const requestHash = hashRequest({ maker, operation, revision, changes });
    const idempotency = { surface: "web", key, requestHash, organisation: id } as const;
    await reviseOperation(ctx, { operationId: operation, revision, changes, idempotency });
    return { operationId: showId("operation", operation) };
  },
});
