"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { limitOf } from "@/app/_operation-form/limit-of";
import { draftOf, submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { revealSecret, revokeKey, rotateKey, stopAllKeys } from "@/lib/api-keys";
import {
  keyAddresses,
  keyDays,
  keyLabel,
  keyOverlap,
  keyPermissions,
  keyRate,
  keyReason,
} from "@/lib/api-keys/schemas";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { showId } from "@/lib/kernel/ids";
import { changeKey as change } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";

const which = z.strictObject({ id: shownId("apiKey") });
const mandate = {
  permissions: keyPermissions,
  maxAmount: typed,
  maxDaily: typed,
  addresses: keyAddresses,
  rate: keyRate,
};

/** Asks for a new key. */
export const askForKey = action({
  input: z.strictObject({ key: draftKey, label: keyLabel, days: keyDays, ...mandate }),
  together: (caller, request, { key, label, days, permissions, maxAmount, maxDaily, addresses, rate }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "api-key-create",
      label,
      permissions,
      maxAmountMinor: limitOf(maxAmount, currency),
      maxDailyMinor: limitOf(maxDaily, currency),
      allowedAddresses: addresses,
      expiresInDays: days,
      requestsPerMinute: rate,
    })),
});

/**
 * Leaves a key with this mandate: what becomes narrower does so at once, what becomes wider is asked for. `days` give it another end, null leaves
 * it. The answer names the request, or null where nothing becomes wider.
 */
export const changeKey = action({
  input: which.extend({ key: draftKey, days: keyDays.nullable(), ...mandate }),
  tries: ({ id }) => ({ action: "api-key.change", subjectKind: "api-key", subjectId: id }),
  verb: async (ctx, { id, key, days, permissions, maxAmount, maxDaily, addresses, rate }) => {
    const { currency } = await readOwnDistributor(ctx);
    const after = {
      permissions,
      maxAmountMinor: limitOf(maxAmount, currency),
      maxDailyMinor: limitOf(maxDaily, currency),
      allowedAddresses: addresses,
      requestsPerMinute: rate,
      expiresInDays: days,
    };
    const idempotency = draftOf(ctx, key, { type: "api-key-widen", keyId: id, after });
    const operationId = await change(ctx, { keyId: id, after, idempotency });
    return { operationId: operationId && showId("operation", operationId) };
  },
});

/** Makes the first secret of an approved key. It is in the answer and nowhere else. */
export const reveal = action({
  input: which,
  tries: ({ id }) => ({ action: "api-key.reveal", subjectKind: "api-key", subjectId: id }),
  verb: async (ctx, { id }) => ({ secret: await revealSecret(ctx, { keyId: id }) }),
});

/** Makes another secret of a key. It is in the answer and nowhere else. */
export const rotate = action({
  input: which.extend({ overlap: keyOverlap }),
  tries: ({ id }) => ({ action: "api-key.rotate", subjectKind: "api-key", subjectId: id }),
  verb: async (ctx, { id, overlap }) => ({ secret: await rotateKey(ctx, { keyId: id, overlap }) }),
});

/** Ends a key, at once. */
export const revoke = action({
  input: which.extend({ reason: keyReason }),
  tries: ({ id }) => ({ action: "api-key.revoke", subjectKind: "api-key", subjectId: id }),
  verb: async (ctx, { id, reason }) => {
    await revokeKey(ctx, { keyId: id, reason });
    return { operationId: null };
  },
});

/** Stops all keys, at once. */
export const stopKeys = action({
  input: z.strictObject({ reason: keyReason }),
  tries: { action: "api-keys.stop" },
  verb: async (ctx, { reason }) => {
    await stopAllKeys(ctx, { reason });
    return { operationId: null };
  },
});

/** Asks for all keys to work again. */
export const askToStart = action({
  input: z.strictObject({ key: draftKey, reason: keyReason }),
  together: (caller, request, { key, reason }) =>
    submitFromWeb(caller, request, key, () => ({ type: "api-keys-start", reason })),
});
