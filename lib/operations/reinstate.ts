import { z } from "zod";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";
import type { Counterparty, OperationDefinition } from "./define";
import { defineChange } from "./define-change";
import { organisationChange } from "./organisation-steps";

/** Who can be suspended by the issuer, and reinstated. */
type Suspendable = "distributor" | "merchant" | "customer";

/** The end of a suspension, asked for with a reason. */
export type ReinstateInput<K extends Suspendable> = {
  readonly type: `${K}-reinstate`;
  readonly id: Id<K>;
  readonly reason: string;
};

const payload = z.object({ id: z.uuid(), reason: z.string() });
type Payload = z.infer<typeof payload>;

/**
 * The type that ends the suspension of one kind. Its draft is refused with `organisations.not-suspended`.
 * @param read whom it is about, and in what state
 */
export function defineReinstate<K extends Suspendable>(
  kind: K,
  read: (ctx: SharedCtx, id: Id<K>) => Promise<{ readonly status: string } & Omit<Counterparty, "kind">>,
): OperationDefinition<ReinstateInput<K>, Payload> {
  return defineChange<ReinstateInput<K>, Payload>({
    ...organisationChange,
    type: `${kind}-reinstate`,
    desk: "own",
    payload,
    draft: async (ctx, { input: { id: asked, reason } }) => {
      const { status, ...whom } = await read(ctx, asked);
      if (status !== "suspended") throw new DomainError("organisations.not-suspended");
      return { counterparty: { kind, ...whom }, payload: { id: asked, reason }, memo: reason };
    },
    tell: ({ reason }) => ({ action: `${kind}.reinstated`, detail: { before: "suspended", after: "active", reason } }),
  });
}
