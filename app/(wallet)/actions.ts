"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/lib/http/action";
import { answerByLink } from "@/lib/http/consent";
import {
  answerFromWallet,
  askForWalletCode,
  askFromWallet,
  closeWallet,
  forgetWalletCode,
  openWallet,
  takeBackInWallet,
} from "@/lib/http/wallet";
import type { ActionResult } from "@/lib/kernel/action-result";
import { DomainError } from "@/lib/kernel/errors";
import { bareId, readId } from "@/lib/kernel/ids";
import { parseMoney } from "@/lib/kernel/money";
import { problemOf } from "./problems";

// Forms of pages without script: each leads to a page that shows what came of it.

/** A customer answers by the link of their SMS, and sees what came of it on the same page: `token`, `answer`. */
export async function answerAsked(form: FormData): Promise<void> {
  const token = textOf(form, "token");
  const said = answerOf(form);
  const result = await answer(async (peer) => (said ? answerByLink(peer, token, said) : null));
  const failed = !result.ok && result.error.code !== "operations.not-found";
  redirect(`/consent/${encodeURIComponent(token)}${failed ? "?failed" : ""}`);
}

/** First step of a customer's sign-in: `phone`. */
export async function sendWalletCode(form: FormData): Promise<void> {
  leadTo(await answer((peer) => askForWalletCode(peer, textOf(form, "phone"))));
}

/** Second step: `code`. */
export async function enterCode(form: FormData): Promise<void> {
  const result = await answer((peer) => openWallet(peer, textOf(form, "code")));
  if (!result.ok && result.error.code === "sign-in.code-expired") await forgetWalletCode();
  leadTo(result);
}

/** Another phone. */
export async function startOver(): Promise<void> {
  leadTo(await answer(() => forgetWalletCode()));
}

/** Ends a customer's session. */
export async function leaveWallet(): Promise<void> {
  leadTo(await answer(closeWallet));
}

/** A customer asks for cash: `wallet`, `request` (the id that it gets), `amount`. */
export async function askForCash(form: FormData): Promise<void> {
  const wallet = textOf(form, "wallet");
  const result = await answer(async (peer) => {
    const id = bareId("withdrawal", textOf(form, "request"));
    if (!id) throw new DomainError("request.invalid");
    const amount = textOf(form, "amount").replaceAll(",", "").trim();
    await askFromWallet(peer, { customerId: wallet, id, amount: (currency) => parseMoney(amount, currency) });
  });
  leadTo(result, { wallet, ...(result.ok ? { done: "asked" } : {}) });
}

/** A customer takes back what they asked for: `wallet`, `request`. */
export async function takeBackRequest(form: FormData): Promise<void> {
  const wallet = textOf(form, "wallet");
  const result = await answer(async (peer) => {
    const id = bareId("withdrawal", textOf(form, "request"));
    if (!id) throw new DomainError("request.invalid");
    await takeBackInWallet(peer, wallet, id);
  });
  leadTo(result, { wallet, ...(result.ok ? { done: "takenBack" } : {}) });
}

/** A customer answers what they are asked: `wallet`, `operation`, `answer`. */
export async function answerInWallet(form: FormData): Promise<void> {
  const wallet = textOf(form, "wallet");
  const said = answerOf(form);
  const result = await answer(async (peer) => {
    const operation = readId("operation", textOf(form, "operation"));
    if (!operation || !said) throw new DomainError("operations.not-found");
    const { outcome } = await answerFromWallet(peer, wallet, operation, said);
    if (outcome === "late") throw new DomainError("operations.not-found");
    if (outcome === "failed") throw new DomainError("ledger.insufficient-wallet");
  });
  leadTo(result, { wallet });
}

function textOf(form: FormData, name: string): string {
  return z.string().max(64).catch("").parse(form.get(name));
}

function answerOf(form: FormData): "given" | "refused" | null {
  return z.enum(["given", "refused"]).nullable().catch(null).parse(form.get("answer"));
}

function leadTo(result: ActionResult<unknown>, query: Record<string, string> = {}): never {
  const search = new URLSearchParams(result.ok ? query : { ...query, problem: problemOf(result.error.code) });
  redirect(search.size > 0 ? `/wallet?${search}` : "/wallet");
}
