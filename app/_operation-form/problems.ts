"use client";

import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import type { Refusal } from "@/lib/kernel/action-result";
import type { ErrorDetails } from "@/lib/kernel/errors";

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
  "operations.reversal-exceeds": ["amount", "reversalExceeds"],
  "operations.reversal-exceeds.left": ["amount", "reversalExceedsLeft"],
  "operations.reversal-spent": ["amount", "reversalSpent"],
  "operations.reversal-spent.left": ["amount", "reversalSpentLeft"],
  "reference.missing": ["reference", "referenceMissing"],
  "operations.fulfilment-id-used": ["reference", "referenceUsed"],
  "payment.missing": ["reference", "paymentMissing"],
  "operations.reference-used": ["reference", "paymentUsed"],
  "operations.same-account": ["to", "sameAccount"],
  "ledger.insufficient-account": ["amount", "insufficientAccount"],
  "organisations.account-name-used": ["name", "accountNameUsed"],
  "payTo.missing": ["payTo", "payToMissing"],
  "payTo.invalid": ["payTo", "textInvalid"],
  "memo.missing": ["memo", "reasonMissing"],
  "name.missing": ["name", "nameMissing"],
  "name.invalid": ["name", "textInvalid"],
  "adminName.missing": ["adminName", "nameMissing"],
  "adminName.invalid": ["adminName", "textInvalid"],
  "timeZone.invalid": ["timeZone", "zoneInvalid"],
  "id.invalid": ["id", "idInvalid"],
  "maxAmount.invalid": ["maxAmount", "amountMalformed"],
  "maxDaily.invalid": ["maxDaily", "amountMalformed"],
  "maxWeekly.invalid": ["maxWeekly", "amountMalformed"],
  "organisations.short-code-used": ["shortCode", "shortCodeUsed"],
  "organisations.id-used": ["id", "idUsed"],
  "wallets.phone-used": ["phone", "phoneUsed"],
  "organisations.nothing-changes": [null, "nothingChanges"],
  "operations.nothing-changed": [null, "nothingChanges"],
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
  "customerDaily.invalid": ["customerDaily", "amountMalformed"],
  "customerWeekly.invalid": ["customerWeekly", "amountMalformed"],
  "makerDaily.invalid": ["makerDaily", "amountMalformed"],
  "makerWeekly.invalid": ["makerWeekly", "amountMalformed"],
  "rules.invalid": ["rules", "rulesInvalid"],
  "policies.nothing-changes": [null, "nothingChanges"],
  "idempotency.key-reused": [null, "alreadyMade"],
  unreachable: [null, "unreachable"],
} as const;

/** Puts a refusal's code (or one of this form's own) into words beside its field; `fallback` is the server's message. */
export function useProblemOf(): (code: string, fallback?: string, details?: ErrorDetails) => Problem {
  const t = useTranslations("operationForm.problems");
  return (code, fallback, { left, currency } = {}) => {
    const known = (KNOWN as Record<string, (typeof KNOWN)[keyof typeof KNOWN] | undefined>)[code];
    const amounts = { left: groupDigits(String(left ?? "")), currency: String(currency ?? "") };
    return known ? { name: known[0], message: t(known[1], amounts) } : { name: null, message: fallback ?? t("other") };
  };
}

/** All that a refusal says, each part beside its field. */
export function useProblemsOf(): (refusal: Refusal) => Problem[] {
  const problemOf = useProblemOf();
  return ({ code, message, fields, details }) =>
    fields && fields.length > 0
      ? fields.map((field) => problemOf(`${field.path.split(".").at(-1)}.invalid`, field.message))
      : // What is left is said where it is known.
        [problemOf(details?.left === undefined ? code : `${code}.left`, message, details)];
}

/** What stands next to a field. */
export function problemAt(problems: readonly Problem[], name: string): string | undefined {
  return problems.find((problem) => problem.name === name)?.message;
}
