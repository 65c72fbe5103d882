import { z } from "zod";
import { KEY_PERMISSIONS, type KeyPermission } from "@/lib/kernel/key-terms";

/** What a key may do. Limits in minor units, null for none; no addresses means any address. */
export type Mandate = {
  readonly permissions: readonly KeyPermission[];
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly allowedAddresses: readonly string[];
  readonly requestsPerMinute: number;
};

/** A mandate that is asked for; `expiresInDays` from its approval (of a narrower one, from now), null for the end that the key has. */
export type AskedMandate = Mandate & { readonly expiresInDays: number | null };

const amount = z
  .string()
  .regex(/^[1-9][0-9]*$/)
  .nullable();

const mandate = z.object({
  permissions: z.array(z.enum(KEY_PERMISSIONS)),
  maxAmount: amount,
  maxDaily: amount,
  allowedAddresses: z.array(z.string()),
  requestsPerMinute: z.number().int(),
});

/** A mandate of a key that is there, as payloads keep it (db/functions/069_api_keys.sql). */
export const heldMandate = mandate.extend({ expiresAt: z.iso.datetime() });

/** A mandate that is asked for, as payloads keep it. */
export const askedMandate = mandate.extend({ expiresInDays: z.number().int().nullable() });

/** As it is kept. */
export function inPayload({ maxAmountMinor, maxDailyMinor, ...asked }: AskedMandate): z.infer<typeof askedMandate> {
  return {
    permissions: KEY_PERMISSIONS.filter((permission) => asked.permissions.includes(permission)),
    maxAmount: maxAmountMinor?.toString() ?? null,
    maxDaily: maxDailyMinor?.toString() ?? null,
    allowedAddresses: [...asked.allowedAddresses],
    requestsPerMinute: asked.requestsPerMinute,
    expiresInDays: asked.expiresInDays,
  };
}
