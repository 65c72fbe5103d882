import { plainAmount } from "@/app/_operation-form/plain-amount";
import type { Currency } from "@/lib/kernel/currencies";
import { KEY_PERMISSIONS, MOST_ADDRESSES, MOST_DAYS, MOST_REQUESTS } from "@/lib/kernel/key-terms";
import type { KeyPermission } from "@/lib/runtime";

/**
 * What a key is to be allowed, as typed: permissions with spaces between them, limits empty for none, an address or block on each line, none
 * for any, and requests a minute. Texts, so that a draft survives a reload.
 */
export type TypedMandate = {
  readonly permissions: string;
  readonly maxAmount: string;
  readonly maxDaily: string;
  readonly addresses: string;
  readonly rate: string;
};

/** The permissions that were ticked, in their order. */
export function permissionsOf(typed: string): KeyPermission[] {
  const ticked = typed.split(" ");
  return KEY_PERMISSIONS.filter((one) => ticked.includes(one));
}

/** The entries of an allow-list as typed, one on each line. */
export function entriesOf(typed: string): string[] {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A whole number as typed, or null for what is none between 1 and `most`. */
export function countOf(typed: string, most: number): number | null {
  const count = /^[0-9]{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return count >= 1 && count <= most ? count : null;
}

/** A typed mandate as actions take it. To be asked for once {@link mandateProblems} finds nothing. */
export function toInput(typed: TypedMandate) {
  return {
    permissions: permissionsOf(typed.permissions),
    maxAmount: plainAmount(typed.maxAmount),
    maxDaily: plainAmount(typed.maxDaily),
    addresses: entriesOf(typed.addresses),
    rate: countOf(typed.rate, MOST_REQUESTS) ?? 0,
  };
}

/** The lines that are neither an address nor a block. */
export async function wrongEntries(typed: string): Promise<string[]> {
  const { normaliseAddress } = await import("@/lib/kernel/address-blocks");
  return entriesOf(typed).filter((entry) => normaliseAddress(entry) === null);
}

/** What is wrong with a typed mandate, as codes of the form's problems. */
export async function mandateProblems(typed: TypedMandate, currency: Currency): Promise<(string | null)[]> {
  const { amountProblem } = await import("@/app/_operation-form/amount-problem");
  const limit = async (name: "maxAmount" | "maxDaily") => {
    const amount = typed[name];
    return amount !== "" && (await amountProblem(plainAmount(amount), null, currency)) ? `${name}.invalid` : null;
  };
  const entries = entriesOf(typed.addresses);
  return [
    permissionsOf(typed.permissions).length === 0 ? "permissions.missing" : null,
    await limit("maxAmount"),
    await limit("maxDaily"),
    entries.length > MOST_ADDRESSES || (await wrongEntries(typed.addresses)).length > 0 ? "addresses.invalid" : null,
    countOf(typed.rate, MOST_REQUESTS) === null ? "rate.invalid" : null,
  ];
}

/** What is wrong with the days that a key is to live. */
export function daysProblem(typed: string): string | null {
  return countOf(typed, MOST_DAYS) === null ? "days.invalid" : null;
}
