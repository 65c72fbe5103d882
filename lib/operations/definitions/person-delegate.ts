import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import type { LocalDate } from "@/lib/kernel/time";
import { applyPeople, checkDelegate } from "@/lib/people";
import { localDay } from "@/lib/people/schemas";
import { defineChange } from "../define-change";
import { asCounterparty, personChange, personIdField, whom } from "../person-steps";

/** Somebody is to decide in the maker's place from a local day to another, both included. */
export type PersonDelegateInput = {
  readonly type: "person-delegate";
  readonly personId: Id<"person">;
  readonly days: { readonly from: LocalDate; readonly to: LocalDate };
};

const payload = z.object({
  personId: personIdField,
  roles: z.array(z.enum(["admin", "checker"])).min(1),
  from: localDay,
  to: localDay,
});
type Payload = z.infer<typeof payload>;

/** For whoever lacks a role that the maker decides with; else it needs nobody (`startDelegation`). */
export const personDelegate = defineChange<PersonDelegateInput, Payload>({
  ...personChange,
  submitPermission: "delegations.ask",
  type: "person-delegate",
  payload,
  draft: async (ctx, item) => {
    const { from, to } = item.input.days;
    const { member, roles } = await checkDelegate(ctx, item.by, whom(item), { from, to });
    return {
      counterparty: asCounterparty(member),
      payload: { personId: member.personId, roles, from, to },
      memo: null,
    };
  },
  apply: applyPeople,
  tell: ({ roles, from, to }) => ({ action: "delegation.started", detail: { roles, from, to } }),
});
