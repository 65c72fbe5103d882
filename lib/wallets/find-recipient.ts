import { DomainError } from "@/lib/kernel/errors";
import { type E164, formatPhone } from "@/lib/kernel/phone";
import { findMerchants } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { findCustomers } from "./find-customers";

/** Whose name is asked for before money is sent. */
export type RecipientQuery = { readonly phone: E164 } | { readonly shortCode: string };

/** A recipient as the person at the counter may see it. */
export type Recipient = {
  readonly kind: "customer" | "merchant";
  readonly name: string;
  readonly active: boolean;
  readonly label: string;
};

/**
 * The name behind a phone or a short code.
 * @throws DomainError `wallets.unknown-phone`, `wallets.unknown-short-code`, `auth.forbidden`, `api-keys.permission-missing`
 */
export async function findRecipient(ctx: Ctx, query: RecipientQuery): Promise<Recipient> {
  authorize(ctx, "recipients.read");
  if ("phone" in query) {
    const customer = (await findCustomers(ctx, [query.phone])).get(query.phone);
    if (!customer) throw new DomainError("wallets.unknown-phone");
    return { kind: "customer", name: customer.name, active: customer.active, label: formatPhone(customer.phone) };
  }
  const merchant = (await findMerchants(ctx, [query.shortCode])).get(query.shortCode);
  if (!merchant) throw new DomainError("wallets.unknown-short-code");
  return { kind: "merchant", name: merchant.name, active: merchant.active, label: merchant.shortCode };
}
