import { cookies } from "next/headers";
import { after } from "next/server";
import {
  CODE_SECONDS,
  closeWalletSession,
  finishWalletSignIn,
  listWallets,
  type OwnWallet,
  startWalletSignIn,
  visitorCaller,
  WALLET_SECONDS,
  walletCaller,
  whoAsks,
} from "@/lib/identity";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { bareId, type Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { type Sms, smsProvider, walletCodeSms, walletOpenedSms } from "@/lib/notifications";
import { answerConsent, type ConsentOutcome } from "@/lib/operations";
import { run } from "@/lib/runtime";
import { cancelWithdrawal, readWallet, requestWithdrawal, type Wallet } from "@/lib/wallets";
import { keepDevice, readDevice } from "./device-cookie";
import { evenly } from "./even-time";
import { logger } from "./logger";
import type { Peer } from "./peer";
import { cookieName, cookieOptions } from "./portal-cookies";

// Both steps take at least this long, whoever the phone belongs to.
const EVEN_MS = 150;

/** Whose wallet is open in this browser, and of which phone others could be opened. */
export type OpenWallet = { readonly token: string; readonly wallet: OwnWallet; readonly all: readonly OwnWallet[] };

/** What a customer's page shows: who they are not yet, the code that is awaited, or the wallet. */
export type WalletView =
  | { readonly step: "phone" | "code" }
  | { readonly step: "open"; readonly open: OpenWallet; readonly wallet: Wallet };

/**
 * First step: sends a code to a phone that has a wallet, once the answer is on its way.
 * @throws DomainError `phone.malformed`, `sign-in.sms-limit`, `sign-in.too-many-attempts`
 */
export async function askForWalletCode(peer: Peer, text: string): Promise<void> {
  const phone = parsePhone(text);
  const [previous, device] = await Promise.all([readChallenge(), readDevice()]);
  const { challengeId, sms } = await evenly(EVEN_MS, () =>
    run(visitorCaller(), peer, (ctx) => startWalletSignIn(ctx, { phone, previous, device })),
  );
  await keep("wallet-sign-in", challengeId, CODE_SECONDS);
  if (sms) sendAfter(peer, walletCodeSms(sms.to, sms.code, CODE_SECONDS / 60));
}

/**
 * Second step: takes the code and opens the wallet. With a browser that is new to a phone whose wallet was opened before, its owner is told.
 * @throws DomainError `sign-in.code-wrong`, `sign-in.code-expired`, `sign-in.too-many-attempts`
 */
export async function openWallet(peer: Peer, code: string): Promise<void> {
  const [challengeId, device] = await Promise.all([readChallenge(), readDevice()]);
  if (!challengeId) throw new DomainError("sign-in.code-expired");
  const result = await evenly(EVEN_MS, () =>
    run(visitorCaller(), peer, (ctx) => finishWalletSignIn(ctx, { challengeId, code, device })),
  );
  if (result.outcome === "wrong") throw new DomainError("sign-in.code-wrong");
  if (result.outcome === "expired") throw new DomainError("sign-in.code-expired");
  if (result.outcome === "too-many") {
    const { retryAfterSeconds } = result;
    throw new DomainError("sign-in.too-many-attempts", { details: { retryAfterSeconds } });
  }
  await keep("wallet-sign-in", "", 0);
  await keep("wallet", result.token, WALLET_SECONDS);
  await keepDevice(result.device);
  if (result.isElsewhere) sendAfter(peer, walletOpenedSms(result.phone));
}

/** Gives the first step back: another phone. */
export async function forgetWalletCode(): Promise<void> {
  await keep("wallet-sign-in", "", 0);
}

/** Ends the session of this browser. */
export async function closeWallet(peer: Peer): Promise<void> {
  const token = await walletToken();
  await run(visitorCaller(), peer, (ctx) => closeWalletSession(ctx, token));
  await keep("wallet", "", 0);
}

/** What this browser's page shows. `customerId` chooses one of several wallets; `before` is where a page of its history begins. */
export async function viewWallet(
  peer: Peer,
  customerId: string | null,
  before: bigint | undefined,
): Promise<WalletView> {
  const open = await openHere(customerId);
  if (!open) return { step: (await cookies()).get(cookieName("wallet-sign-in"))?.value ? "code" : "phone" };
  const { token, wallet } = open;
  const caller = walletCaller(token, wallet, wallet.customerId);
  return { step: "open", open, wallet: await run(caller, peer, (ctx) => readWallet(ctx, before)) };
}

/**
 * Asks for a withdrawal from the wallet that is open; `id` makes a form that was sent twice one request.
 * @throws DomainError `auth.session-ended`, `wallets.holder-inactive`, `ledger.insufficient-wallet`
 */
export async function askFromWallet(
  peer: Peer,
  { customerId, id, amount }: { customerId: string; id: Id<"withdrawal">; amount: (currency: Currency) => Money },
): Promise<void> {
  const { token, wallet } = await openOne(customerId);
  // The request, and what is held for it, are the issuer's until a distributor takes it.
  const caller = walletCaller(token, wallet, wallet.issuerId);
  await run(caller, peer, (ctx) =>
    requestWithdrawal(ctx, { id, phone: parsePhone(wallet.phone), amount: amount(wallet.currency) }),
  );
}

/**
 * Takes back a withdrawal that waits in the wallet that is open.
 * @throws DomainError `auth.session-ended`, `wallets.withdrawal-not-found`, `wallets.withdrawal-taken`
 */
export async function takeBackInWallet(peer: Peer, customerId: string, id: Id<"withdrawal">): Promise<void> {
  const { token, wallet } = await openOne(customerId);
  await run(walletCaller(token, wallet, wallet.issuerId), peer, (ctx) => cancelWithdrawal(ctx, id));
}

/**
 * Answers what a distributor asks the customer of the wallet that is open.
 * @throws DomainError `auth.session-ended`, `operations.not-found`, `organisations.distributor-suspended`
 */
export async function answerFromWallet(
  peer: Peer,
  customerId: string,
  operationId: Id<"operation">,
  answer: "given" | "refused",
): Promise<ConsentOutcome> {
  const { token, wallet } = await openOne(customerId);
  const distributor = await whoAsks(token, operationId);
  if (!distributor) throw new DomainError("operations.not-found");
  const tries = { action: "operation.consent", subjectKind: "operation", subjectId: operationId };
  return run(walletCaller(token, wallet, distributor), { ...peer, tries }, (ctx) =>
    answerConsent(ctx, { operationId, answer, inWallet: true }),
  );
}

async function openOne(customerId: string): Promise<OpenWallet> {
  const open = await openHere(customerId);
  // Another one of theirs is open when this one no longer is.
  if (open?.wallet.customerId !== customerId) throw new DomainError("auth.session-ended");
  return open;
}

async function openHere(customerId: string | null): Promise<OpenWallet | null> {
  const token = await walletToken();
  const all = await listWallets(token);
  const wallet = all.find((one) => one.customerId === customerId) ?? all[0];
  return wallet ? { token, wallet, all } : null;
}

/** No answer waits for an SMS. */
function sendAfter(peer: Peer, sms: Sms): void {
  after(() =>
    smsProvider()
      .send(sms)
      .catch((err: unknown) => logger().error({ err, requestId: peer.requestId }, "SMS was not sent")),
  );
}

async function readChallenge(): Promise<Id<"challenge"> | null> {
  return bareId("challenge", (await cookies()).get(cookieName("wallet-sign-in"))?.value ?? "");
}

async function walletToken(): Promise<string> {
  return (await cookies()).get(cookieName("wallet"))?.value ?? "";
}

async function keep(name: "wallet" | "wallet-sign-in", value: string, maxAge: number): Promise<void> {
  (await cookies()).set(cookieName(name), value, { ...cookieOptions(), maxAge });
}
