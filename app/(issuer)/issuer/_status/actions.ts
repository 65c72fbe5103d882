"use server";

import { z } from "zod";
import { draftKey } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { reasonText } from "@/lib/operations/schemas";
import { suspendDistributor, suspendMerchant } from "@/lib/organisations";
import { suspendCustomer } from "@/lib/wallets";

const distributor = z.strictObject({ kind: z.literal("distributor"), id: shownId("distributor") });
const merchant = z.strictObject({ kind: z.literal("merchant"), id: shownId("merchant") });
const customer = z.strictObject({ kind: z.literal("customer"), id: shownId("customer") });
const whom = z.discriminatedUnion("kind", [distributor, merchant, customer]);

/** Stops a distributor, a merchant or a customer at once. */
export const suspend = action({
  input: z.strictObject({ whom, reason: reasonText }),
  tries: ({ whom: { kind, id } }) => ({ action: `${kind}.suspend`, subjectKind: kind, subjectId: id }),
  verb: async (ctx, { whom: { kind, id }, reason }) => {
    if (kind === "distributor") await suspendDistributor(ctx, { id, reason });
    else if (kind === "merchant") await suspendMerchant(ctx, { id, reason });
    else await suspendCustomer(ctx, { id, reason });
    return null;
  },
});

/** Asks for a suspended one to work again. */
export const reinstate = action({
  input: z.strictObject({ key: draftKey, whom, reason: reasonText }),
  together: (caller, request, { key, whom: { kind, id }, reason }) =>
    submitFromWeb(caller, request, key, () => {
      if (kind === "distributor") return { type: "distributor-reinstate", id, reason };
      if (kind === "merchant") return { type: "merchant-reinstate", id, reason };
      return { type: "customer-reinstate", id, reason };
    }),
});
