import { z } from "zod";
import type { Id } from "@/lib/kernel/ids";
import type { Member, Whom } from "@/lib/people";
import type { SharedCtx } from "@/lib/runtime";
import type { Counterparty, Submission } from "./define";

/** For types person-…: an admin asks, another admin or a checker decides. */
export const personChange = {
  submitPermission: "people.change",
  decidePermission: "people.decide",
  desk: "own",
} as const;

/** An id of a person as payloads keep it. */
export const personIdField = z.uuid().transform((id) => id as Id<"person">);

/** The payload of what is asked for with a reason alone. */
export const reasonPayload = z.object({ personId: personIdField, reason: z.string() });

/** What is asked for with a reason alone. */
export type ReasonInput<Type extends string> = {
  readonly type: Type;
  readonly personId: Id<"person">;
  readonly reason: string;
};

/** Whose membership of the maker's organisation a request is about. */
export function whom({ input, organisation }: Submission<{ readonly personId: Id<"person"> }>): Whom {
  return { organisationId: organisation.id, personId: input.personId };
}

/** A member as the checker reads them. */
export function asCounterparty({ personId, name, phone }: Pick<Member, "personId" | "name" | "phone">): Counterparty {
  return { kind: "person", id: personId, name, phone, shortCode: null };
}

/** The draft of a type that asks for nothing but a reason. */
export function draftWithReason(check: (ctx: SharedCtx, whom: Whom) => Promise<Member>) {
  return async (ctx: SharedCtx, item: Submission<ReasonInput<string>>) => ({
    counterparty: asCounterparty(await check(ctx, whom(item))),
    payload: { personId: item.input.personId, reason: item.input.reason },
    memo: item.input.reason,
  });
}
