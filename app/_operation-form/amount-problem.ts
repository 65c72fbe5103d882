import type { Currency } from "@/lib/kernel/currencies";

/** What is wrong with a typed amount before the last look, as a code of the form's problems; null when nothing is. */
export async function amountProblem(
  typed: string,
  available: string | null,
  currency: Currency,
): Promise<string | null> {
  const { judgeAmount } = await import("./judge-amount");
  const judged = judgeAmount(typed, available, currency);
  return judged.ok ? null : judged.code;
}
