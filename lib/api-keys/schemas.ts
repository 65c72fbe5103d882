import { z } from "zod";
import { normaliseAddress } from "@/lib/kernel/address-blocks";
import { KEY_PERMISSIONS, MOST_ADDRESSES, MOST_DAYS, MOST_REQUESTS, OVERLAPS } from "@/lib/kernel/key-terms";
import { isReadable } from "@/lib/kernel/readable";

const readable = (most: number) =>
  z.string().trim().min(1).max(most).refine(isReadable, "must not contain control or invisible characters");

/** What a key is called, at most 60 characters. */
export const keyLabel = readable(60);

/** Why a key is revoked, or all are stopped or started, at most 280 characters. */
export const keyReason = readable(280);

/** At least one permission, each once. */
export const keyPermissions = z
  .array(z.enum(KEY_PERMISSIONS))
  .min(1, "choose at least one permission")
  .refine((list) => new Set(list).size === list.length, "names a permission twice");

/** Days from the approval, 1 to 730. */
export const keyDays = z.number().int().min(1).max(MOST_DAYS);

/** Requests a minute, 1 to 6,000. */
export const keyRate = z.number().int().min(1).max(MOST_REQUESTS);

/** Addresses and CIDR blocks, each in its one spelling (`normaliseAddress`) and once; empty for any address. */
export const keyAddresses = z
  .array(
    z.string().transform((entry, ctx) => {
      const address = normaliseAddress(entry.trim());
      if (address !== null) return address;
      ctx.addIssue({ code: "custom", message: "must be an IPv4 or IPv6 address, or a block such as 192.0.2.0/24" });
      return z.NEVER;
    }),
  )
  .max(MOST_ADDRESSES)
  .transform((list) => [...new Set(list)]);

/** How long the secret before a rotation works on. */
export const keyOverlap = z.enum(OVERLAPS);
