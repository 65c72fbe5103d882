import { z } from "zod";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { applyOrganisation, checkNewDistributor, type DistributorLimits } from "@/lib/organisations";
import { findPerson } from "@/lib/people";
import { defineChange } from "../define-change";
import { organisationChange } from "../organisation-steps";
import { personIdField } from "../person-steps";

/** The issuer takes on a distributor. `distributorId` is chosen or left out; its currency is the issuer's. Limits in minor units. */
export type DistributorCreateInput = Omit<DistributorLimits, "maxWeeklyMinor"> & {
  readonly type: "distributor-create";
  readonly distributorId?: Id<"distributor"> | undefined;
  readonly name: string;
  readonly shortCode: string;
  readonly timeZone: string;
  /** Who will run it: its admin, maker and checker until there are others. */
  readonly adminPhone: E164;
  readonly adminName: string;
};

const amount = z.string().nullable();
const payload = z.object({
  distributorId: z.uuid().transform((id) => id as Id<"distributor">),
  floatAccountId: z.uuid(),
  name: z.string(),
  shortCode: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  adminId: personIdField,
  adminPhone: z.string(),
  adminName: z.string(),
  maxAmount: amount,
  maxDaily: amount,
});
type Payload = z.infer<typeof payload>;

/** Approved, it has an empty float, and its first person is sent a link. Until it has two deciders the issuer's decide for it. */
export const distributorCreate = defineChange<DistributorCreateInput, Payload>({
  ...organisationChange,
  type: "distributor-create",
  desk: "own",
  payload,
  draft: async (ctx, { input, organisation }) => {
    const { name, shortCode, timeZone, adminPhone } = input;
    const id = input.distributorId ?? newId("distributor");
    await checkNewDistributor(ctx, { id, shortCode });
    const known = await findPerson(ctx, adminPhone);
    return {
      counterparty: { kind: "distributor", id, name, phone: adminPhone, shortCode },
      payload: {
        distributorId: id,
        floatAccountId: newId("account"),
        name,
        shortCode,
        timeZone,
        currency: organisation.currency,
        adminId: known?.id ?? newId("person"),
        adminPhone,
        adminName: input.adminName,
        maxAmount: input.maxAmountMinor?.toString() ?? null,
        maxDaily: input.maxDailyMinor?.toString() ?? null,
      },
      memo: null,
    };
  },
  apply: async (ctx, operation) => {
    await applyOrganisation(ctx, operation);
    const { adminId, distributorId } = operation.payload;
    ctx.emit({ topic: "person.invited", payload: { personId: adminId }, organisation: distributorId });
  },
  tell: ({ name, shortCode, timeZone, currency, adminId, maxAmount, maxDaily }) => ({
    action: "distributor.created",
    detail: { before: null, after: { name, shortCode, timeZone, currency, adminId, maxAmount, maxDaily } },
  }),
});
