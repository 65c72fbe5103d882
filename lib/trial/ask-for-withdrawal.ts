import { env } from "@/lib/config/env";
import { isCurrency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, readId } from "@/lib/kernel/ids";
import { type Money, parseMoney } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { run, systemCaller } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { readTrialFile, trialFilePath } from "./trial-file";

/**
 * Lets a customer of the trial ask for a withdrawal, by the verb with which real ones do: the wallet is held and the request waits in the
 * cash-out queue. `amount` as typed, a plain decimal. The caller has asked `mayLook` first.
 * @throws DomainError `phone.malformed`, `money.*`, `wallets.unknown-phone`, `wallets.holder-inactive`, `ledger.insufficient-wallet`,
 * `request.not-found` where there is no trial
 */
export async function askForWithdrawal(
  wish: { readonly phone: string; readonly amount: string },
  requestId: string,
): Promise<{ id: Id<"withdrawal">; amount: Money }> {
  const issuer = readTrialFile(trialFilePath(env().dataDir))?.issuer;
  const issuerId = issuer && readId("issuer", issuer.id);
  if (!issuerId || !isCurrency(issuer.currency)) throw new DomainError("request.not-found");
  const amount = parseMoney(wish.amount, issuer.currency);
  const phone = parsePhone(wish.phone);
  const id = await run(systemCaller(issuerId, "trial"), { requestId }, (ctx) =>
    requestWithdrawal(ctx, { phone, amount }),
  );
  return { id, amount };
}
