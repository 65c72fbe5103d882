import type { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { VolumeTake } from "@/lib/limits";
import type { IdempotentRequest } from "@/lib/runtime";
import type { Claimed, Draft } from "./define";
import type { OperationInput } from "./registry";

/** One request to make an operation. `idempotency` is null where the client named no key. */
export type SubmitOperation = {
  readonly input: OperationInput;
  readonly source: "web" | "api";
  readonly idempotency: IdempotentRequest | null;
};

/** `replayed`: the same request was answered before, with this same operation. */
export type SubmittedOperation = { readonly operationId: Id<"operation">; readonly replayed: boolean };

/** One submission on its way: what it has taken so far, to be given back if it is refused. */
export type Entry = {
  readonly index: number;
  readonly request: SubmitOperation;
  readonly operationId: Id<"operation">;
  claim?: Claimed;
  volume?: VolumeTake;
  draft?: Draft;
  hold?: Id<"hold">;
  placed?: boolean;
  error?: DomainError;
};
