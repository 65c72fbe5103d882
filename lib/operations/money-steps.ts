import { type Id, newId } from "@/lib/kernel/ids";
import type { Movement } from "@/lib/ledger";
import type { Organisation } from "@/lib/organisations";
import type { Possible, StoredOperation } from "./define";

/** The account of a distributor's float. An issuer has none: an operation that asks for it there is a bug. */
export function floatOf(organisation: Organisation | undefined): Id<"account"> {
  if (organisation?.kind !== "distributor") throw new Error("an operation about a float without a distributor");
  return organisation.floatAccountId;
}

/** What was held for an operation goes to its other side. */
export function settle(operation: StoredOperation, { to }: Possible): Movement {
  if (!operation.holdId || !to) throw new Error(`operation ${operation.id} has no hold to settle`);
  return {
    kind: "settle",
    hold: operation.holdId,
    transfer: newId("walletOperation"),
    to,
    organisation: operation.organisationId,
    operation: operation.id,
  };
}

/** What was held for an operation is free again. */
export function release(operation: StoredOperation): Movement {
  if (!operation.holdId) throw new Error(`operation ${operation.id} has no hold to release`);
  return { kind: "release", hold: operation.holdId };
}
