import type { Currency } from "@/lib/kernel/currencies";
import { type ErrorCode, isDomainError } from "@/lib/kernel/errors";
import { formatAmount, type Money, money, parseMoney, subtractMoney } from "@/lib/kernel/money";
import { plainAmount } from "./plain-amount";

type Judgement =
  | { readonly ok: true; readonly after: string | null }
  | { readonly ok: false; readonly code: ErrorCode | "amount.missing" };

/** A typed amount against what is available (both plain decimals of one currency): the same rules as on the server, to say it sooner. */
export function judgeAmount(typed: string, available: string | null, currency: Currency): Judgement {
  if (typed === "") return { ok: false, code: "amount.missing" };
  let amount: Money;
  try {
    amount = parseMoney(plainAmount(typed), currency);
  } catch (error) {
    if (isDomainError(error)) return { ok: false, code: error.code };
    throw error;
  }
  if (available === null) return { ok: true, after: null };
  const left = subtractMoney(balanceOf(available, currency), amount);
  if (left.minor < 0n) return { ok: false, code: "ledger.insufficient-float" };
  return { ok: true, after: formatAmount(left) };
}

// A float may be zero, which the parser of amounts refuses.
function balanceOf(plain: string, currency: Currency): Money {
  const zero = money(0n, currency);
  return plain === formatAmount(zero) ? zero : parseMoney(plain, currency);
}
