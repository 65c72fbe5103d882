import { openDatabase } from "@/db/client";
import { type Id, readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { run, systemCaller } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import type { Dice } from "./dice";

/** Customers who want money, as the seed makes them: `many` small requests into the cash-out queue. */
export async function fillQueue(
  ownerUrl: string,
  { issuer, phones }: { issuer: string; phones: readonly string[] },
  many: number,
  dice: Dice,
): Promise<void> {
  const database = openDatabase(ownerUrl, { max: 1, name: "faults-queue" });
  const caller = systemCaller(readId("issuer", issuer) as Id<"issuer">, "faults");
  try {
    await run(caller, { requestId: "faults", database }, async (ctx) => {
      for (let n = 0; n < many; n++) {
        const amount = money(BigInt(dice.whole(1, 100)), "NGN");
        await requestWithdrawal(ctx, { phone: parsePhone(dice.pick(phones)), amount });
      }
    });
  } finally {
    await database.$client.end({ timeout: 1 });
  }
}
