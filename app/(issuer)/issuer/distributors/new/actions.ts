"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { limitOf } from "@/app/_operation-form/limit-of";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { parsePhone } from "@/lib/kernel/phone";
import { organisationName, shortCodeField, timeZoneField } from "@/lib/organisations/schemas";
import { personName } from "@/lib/people/schemas";

/** Asks for a new distributor. */
export const createDistributor = action({
  input: z.strictObject({
    key: draftKey,
    id: shownId("distributor").optional(),
    name: organisationName,
    shortCode: shortCodeField,
    timeZone: timeZoneField,
    adminName: personName,
    phone: typed,
    maxAmount: typed,
    maxDaily: typed,
  }),
  together: (caller, request, { key, id, phone, maxAmount, maxDaily, ...asked }) =>
    submitFromWeb(caller, request, key, (currency) => ({
      type: "distributor-create",
      ...asked,
      distributorId: id,
      adminPhone: parsePhone(phone),
      maxAmountMinor: limitOf(maxAmount, currency),
      maxDailyMinor: limitOf(maxDaily, currency),
    })),
});
