"use server";

import { z } from "zod";
import { typed } from "@/app/_operation-form/inputs";
import { action } from "@/lib/http/action";
import { showId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { createMerchant, readOwnIssuer } from "@/lib/organisations";
import { organisationName, shortCodeField } from "@/lib/organisations/schemas";
import { personName } from "@/lib/people/schemas";
import { createCustomer } from "@/lib/wallets";

/** Registers a merchant. The phone of whoever runs it may be left empty. */
export const enrolMerchant = action({
  input: z.strictObject({ name: organisationName, shortCode: shortCodeField, phone: typed }),
  tries: { action: "merchant.create" },
  verb: async (ctx, { name, shortCode, phone }) => {
    const { currency } = await readOwnIssuer(ctx);
    const adminPhone = phone === "" ? null : parsePhone(phone);
    return { id: showId("merchant", await createMerchant(ctx, { name, shortCode, currency, adminPhone })) };
  },
});

/** Registers a customer with an empty wallet. */
export const enrolCustomer = action({
  input: z.strictObject({ name: personName, phone: typed }),
  tries: { action: "customer.create" },
  verb: async (ctx, { name, phone }) => {
    const { currency } = await readOwnIssuer(ctx);
    const { id } = await createCustomer(ctx, { name, phone: parsePhone(phone), currency });
    return { id: showId("customer", id) };
  },
});
