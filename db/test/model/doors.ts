import { sql } from "drizzle-orm";
import {
  type DecidedOperation,
  type DecideOperation,
  decideOperation,
  decisions,
  type SubmitOperation,
  type SubmittedOperation,
  submissions,
  submitOperation,
} from "@/lib/operations";
import { type Caller, run, runTogether, type UserPrincipal } from "@/lib/runtime";
import { TRIES } from "./apply";
import type { Cast } from "./cast";

/** How a request reaches its verb. */
export type Door = {
  submit(cast: Cast, by: Caller, request: SubmitOperation): Promise<SubmittedOperation>;
  decide(cast: Cast, by: Caller, decision: DecideOperation): Promise<DecidedOperation>;
};

/** Each request has a unit of work of its own. */
export const alone: Door = {
  submit: ({ world }, by, request) =>
    run(by, { requestId: "model", database: world.app, tries: { action: TRIES.submit } }, (ctx) =>
      submitOperation(ctx, request),
    ),
  decide: ({ world }, by, decision) =>
    run(by, { requestId: "model", database: world.app, tries: { action: TRIES.decide } }, (ctx) =>
      decideOperation(ctx, decision),
    ),
};

/** Requests that meet share a unit of work. */
export const together: Door = {
  submit: (_, by, request) => runTogether(submissions, by, { requestId: "model" }, request),
  decide: (_, by, decision) => runTogether(decisions, by, { requestId: "model" }, decision),
};

/** A person at the door as a session's caller knows them: with those in whose place they may decide now. */
export function atTheDoor(caller: Caller): Caller {
  return {
    ...caller,
    authenticate: async (tx, request) => {
      const principal = (await caller.authenticate(tx, request)) as UserPrincipal;
      const { issuerId, organisationId, personId } = principal;
      const rows = await tx.execute(
        sql`select person_id as "personId", roles from standing_for(${issuerId}::uuid, ${organisationId}::uuid, ${personId}::uuid)`,
      );
      return { ...principal, standsFor: [...rows] as unknown as NonNullable<UserPrincipal["standsFor"]> };
    },
  };
}
