import {
  finishWalletSignIn,
  listWallets,
  startWalletSignIn,
  visitorCaller,
  type WalletScope,
  walletCaller,
} from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, run } from "@/lib/runtime";

/** Where a customer's browser is, and the token by which it is known again. */
export type WalletBrowser = { readonly address?: string | null; readonly device?: string };

const peer = ({ address = null }: WalletBrowser) => ({ requestId: "test", address });

/** First step of a customer's sign-in. */
export const startInWallet = (phone: E164, browser: WalletBrowser = {}) =>
  run(visitorCaller(), peer(browser), (ctx) => startWalletSignIn(ctx, { phone, device: browser.device ?? null }));

/** Second step. */
export const finishInWallet = (challengeId: Id<"challenge">, code: string, browser: WalletBrowser = {}) =>
  run(visitorCaller(), peer(browser), (ctx) =>
    finishWalletSignIn(ctx, { challengeId, code, device: browser.device ?? null }),
  );

/** Both steps, with the code that was sent. */
export async function openWallet(phone: E164, browser: WalletBrowser = {}) {
  const { challengeId, sms } = await startInWallet(phone, browser);
  const result = await finishInWallet(challengeId, sms?.code ?? "", browser);
  if (result.outcome !== "signed-in") throw new Error(result.outcome);
  return result;
}

/** A customer in their wallet, in the scope of what they do: the wallet's own unless told. */
export async function inWallet(token: string, scope?: WalletScope): Promise<Caller> {
  const [wallet] = await listWallets(token);
  if (!wallet) throw new Error("no wallet");
  return walletCaller(token, wallet, scope ?? wallet.customerId);
}
