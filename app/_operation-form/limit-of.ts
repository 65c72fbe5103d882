import type { Currency } from "@/lib/kernel/currencies";
import { parseMoney } from "@/lib/kernel/money";

/** A limit as typed, in minor units; null where the field was left empty: no limit. @throws DomainError `money.*` */
export function limitOf(typed: string, currency: Currency): bigint | null {
  return typed === "" ? null : parseMoney(typed, currency).minor;
}
