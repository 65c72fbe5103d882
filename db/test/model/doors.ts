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
import { type Caller, run, runTogether } from "@/lib/runtime";
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
