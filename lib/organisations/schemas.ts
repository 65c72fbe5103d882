import { z } from "zod";
import { isReadable } from "@/lib/kernel/readable";
import { isTimeZone } from "@/lib/kernel/time";

/** An organisation's name, at most 80 characters. */
export const organisationName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine(isReadable, "must not contain control or invisible characters");

/** A short code: 3 to 12 digits, unique within the issuer among those of its kind. */
export const shortCodeField = z.string().regex(/^[0-9]{3,12}$/, "must be 3 to 12 digits");

/** An IANA time zone, by which a distributor's days turn. */
export const timeZoneField = z.string().refine(isTimeZone, "must be a time zone like Africa/Lagos");
