import { REVERSAL_DAYS } from "@/lib/kernel/periods";

/** Whether what an operation moved can still be reversed at a moment, as far as time goes. */
export function isInTimeToReverse({ decidedAt }: { readonly decidedAt: Date | null }, now: Date): boolean {
  return decidedAt !== null && now.getTime() - decidedAt.getTime() <= REVERSAL_DAYS * 24 * 3_600_000;
}
