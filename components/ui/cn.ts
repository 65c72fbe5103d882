import { type ClassValue, clsx } from "clsx";

/** Joins class names. Nothing is merged: a part that wants another look has a variant, so classes never contradict each other. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
