import type { Currency } from "@/lib/kernel/currencies";
import type { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Organisation } from "@/lib/organisations";
import type { Policy } from "@/lib/policies";
import type { Asker, IdempotentRequest } from "@/lib/runtime";
import type { Claimed, Draft } from "./define";
import type { OperationInput } from "./registry";

/**
 * One request to make an operation. `idempotency` is null where the client named no key. Where it comes from the database says by what proves its maker
 * (`source_of`, db/functions/060_operations_guards.sql).
 */
export type SubmitOperation = {
  readonly input: OperationInput;
  /** The line of the file that says it, where its maker is one. */
  readonly line?: number;
  readonly idempotency: IdempotentRequest | null;
};

/** What a request to make an operation may depend on: who asks, and the currency of their organisation. */
export type Maker = { readonly by: Asker; readonly currency: Currency };

/** A request, or what says it once the maker is known; what it throws (a `DomainError`) is the outcome. */
export type Submit = SubmitOperation | ((maker: Maker) => SubmitOperation);

/** `replayed`: the same request was answered before, with this same operation. */
export type SubmittedOperation = { readonly operationId: Id<"operation">; readonly replayed: boolean };

/** One submission on its way. */
export type Entry = {
  readonly index: number;
  readonly by: Asker;
  readonly request: SubmitOperation;
  readonly operationId: Id<"operation">;
  readonly organisation: Organisation;
  claim?: Claimed;
  /** The policy whose limits it took from; null while the distributor has none. */
  policy?: Pick<Policy, "version" | "limits"> | null;
  /** More than may be moved at once. */
  tooMuch?: boolean;
  draft?: Draft;
  /** What the database chose for it: how many must approve it, of them of the issuer, and by which version of a policy. */
  needs?: { readonly approvals: number; readonly issuers: number; readonly policy: number | null };
  digest?: Buffer;
  hold?: Id<"hold">;
  error?: DomainError;
};
