import { randomBytes } from "node:crypto";
import { env } from "@/lib/config/env";
import {
  closeWalletSession,
  finishWalletSignIn,
  listWallets,
  startWalletSignIn,
  visitorCaller,
  walletCaller,
} from "@/lib/identity";
import { isCurrency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, readId } from "@/lib/kernel/ids";
import { type Money, parseMoney } from "@/lib/kernel/money";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { run } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { readTrialFile, trialFilePath } from "./trial-file";

// The page is one browser of each customer of the trial.
const DEVICE = randomBytes(32).toString("base64url");

/**
 * Lets a customer of the trial ask for a withdrawal, as real ones do: signed in to their wallet with the code of an SMS, which this page need not wait
 * for. `amount` as typed, a plain decimal. The caller has asked `mayLook` first.
 * @throws DomainError `phone.malformed`, `money.*`, `wallets.unknown-phone`, `ledger.insufficient-wallet`, `sign-in.*` for one who asks too often,
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
  const token = await openWallet(phone, requestId);
  try {
    const wallet = (await listWallets(token)).find((one) => one.issuerId === issuerId);
    if (!wallet) throw new DomainError("wallets.unknown-phone");
    const id = await run(walletCaller(token, wallet, issuerId), { requestId }, (ctx) =>
      requestWithdrawal(ctx, { phone, amount }),
    );
    return { id, amount };
  } finally {
    await run(visitorCaller(), { requestId }, (ctx) => closeWalletSession(ctx, token));
  }
}

async function openWallet(phone: E164, requestId: string): Promise<string> {
  const started = await run(visitorCaller(), { requestId }, (ctx) => startWalletSignIn(ctx, { phone, device: DEVICE }));
  const { challengeId, sms } = started;
  if (!sms) throw new DomainError("wallets.unknown-phone");
  const opened = await run(visitorCaller(), { requestId }, (ctx) =>
    finishWalletSignIn(ctx, { challengeId, code: sms.code, device: DEVICE }),
  );
  if (opened.outcome !== "signed-in") throw new DomainError("sign-in.rejected");
  return opened.token;
}
