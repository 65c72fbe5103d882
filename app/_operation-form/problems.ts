"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/kernel/action-result";

/** One thing that is wrong: the field it belongs to (null: the whole request) and what to say. */
export type Problem = { readonly name: string | null; readonly message: string };

/** Refusals that belong to a field, and our short words for them. All others say what the server said. */
const KNOWN = {
  "phone.malformed": ["phone", "phoneMalformed"],
  "wallets.unknown-phone": ["phone", "unknownPhone"],
  "wallets.unknown-short-code": ["shortCode", "unknownShortCode"],
  "shortCode.invalid": ["shortCode", "shortCodeMalformed"],
  "phone.missing": ["phone", "phoneMissing"],
  "shortCode.missing": ["shortCode", "shortCodeMissing"],
  "phone.unreachable": ["phone", "nameUnreachable"],
  "shortCode.unreachable": ["shortCode", "nameUnreachable"],
  "phone.inactive": ["phone", "holderInactive"],
  "shortCode.inactive": ["shortCode", "holderInactive"],
  "amount.missing": ["amount", "amountMissing"],
  "money.malformed": ["amount", "amountMalformed"],
  "money.not-positive": ["amount", "amountNotPositive"],
  "money.too-many-decimals": ["amount", "amountDecimals"],
  "money.too-large": ["amount", "amountTooLarge"],
  "ledger.insufficient-float": ["amount", "insufficientFloat"],
  "ledger.insufficient-wallet": ["amount", "insufficientWallet"],
  "reference.missing": ["reference", "referenceMissing"],
  "operations.fulfilment-id-used": ["reference", "referenceUsed"],
  "payment.missing": ["reference", "paymentMissing"],
  "operations.reference-used": ["reference", "paymentUsed"],
  "memo.missing": ["memo", "reasonMissing"],
  "name.missing": ["name", "nameMissing"],
  "name.invalid": ["name", "textInvalid"],
  "adminName.missing": ["adminName", "nameMissing"],
  "adminName.invalid": ["adminName", "textInvalid"],
  "timeZone.invalid": ["timeZone", "zoneInvalid"],
  "id.invalid": ["id", "idInvalid"],
  "maxAmount.invalid": ["maxAmount", "amountMalformed"],
  "maxDaily.invalid": ["maxDaily", "amountMalformed"],
  "organisations.short-code-used": ["shortCode", "shortCodeUsed"],
  "organisations.id-used": ["id", "idUsed"],
  "wallets.phone-used": ["phone", "phoneUsed"],
  "organisations.nothing-changes": [null, "nothingChanges"],
  "reason.invalid": ["reason", "textInvalid"],
  "reason.missing": ["reason", "reasonMissing"],
  "reference.invalid": ["reference", "textInvalid"],
  "memo.invalid": ["memo", "textInvalid"],
  "label.missing": ["label", "labelMissing"],
  "label.invalid": ["label", "textInvalid"],
  "permissions.missing": ["permissions", "permissionsMissing"],
  "permissions.invalid": ["permissions", "permissionsMissing"],
  "addresses.invalid": ["addresses", "addressesInvalid"],
  "days.invalid": ["days", "daysInvalid"],
  "rate.invalid": ["rate", "rateInvalid"],
  "idempotency.key-reused": [null, "alreadyMade"],
  unreachable: [null, "unreachable"],
} as const;

/** Puts a refusal's code (or one of this form's own) into words beside its field; `fallback` is the server's message. */
export function useProblemOf(): (code: string, fallback?: string) => Problem {
  const t = useTranslations("operationForm.problems");
  return (code, fallback) => {
    const known = (KNOWN as Record<string, (typeof KNOWN)[keyof typeof KNOWN] | undefined>)[code];
    return known ? { name: known[0], message: t(known[1]) } : { name: null, message: fallback ?? t("other") };
  };
}

/** All that a refusal says, each part beside its field. */
export function useProblemsOf(): (refusal: Refusal) => Problem[] {
  const problemOf = useProblemOf();
  return ({ code, message, fields }) =>
    fields && fields.length > 0
      ? fields.map((field) => problemOf(`${field.path.split(".").at(-1)}.invalid`, field.message))
      : [problemOf(code, message)];
}

/** What stands next to a field. */
export function problemAt(problems: readonly Problem[], name: string): string | undefined {
  return problems.find((problem) => problem.name === name)?.message;
}
