import { z } from "zod";
import { isReadable } from "@/lib/kernel/readable";
import { ROLES } from "@/lib/kernel/roles";

/** At least one role, each once. */
export const rolesField = z
  .array(z.enum(ROLES))
  .min(1, "choose at least one role")
  .refine((roles) => new Set(roles).size === roles.length, "names a role twice");

/** A local day, `2026-11-21`. */
export const localDay = z.iso.date();

const readable = (most: number) =>
  z.string().trim().min(1).max(most).refine(isReadable, "must not contain control or invisible characters");

/** A person's name, at most 80 characters. */
export const personName = readable(80);

/** Why something is taken from somebody, or given back, at most 280 characters. */
export const reasonField = readable(280);
