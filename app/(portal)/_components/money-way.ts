import type { OperationView } from "@/lib/operations";
import type { OperationType } from "@/lib/operations/schemas";

/** Which way the distributor's float goes when an operation completes, and where its money is held until then; null where nothing is held. */
export type MoneyWay = { readonly float: "in" | "out"; readonly held: "float" | "wallet" | null };

/** Where the money of an operation is held while it waits; null where nothing is. */
export function heldOn(operation: Pick<OperationView, "type" | "payload">): "float" | "wallet" | "own-account" | null {
  return operation.type === "own-transfer" ? "own-account" : (moneyWayOf(operation)?.held ?? null);
}

const WAYS: Readonly<Partial<Record<OperationType, MoneyWay>>> = {
  "cash-in": { float: "out", held: "float" },
  "cash-out-fulfillment": { float: "in", held: "wallet" },
  "float-sale": { float: "in", held: null },
  "float-request": { float: "in", held: null },
  "float-return": { float: "out", held: "float" },
  "float-withdrawal": { float: "out", held: "float" },
};

/** The way of an operation's money; null where that is not one way, as between own accounts. A reversal goes back the way that its operation came. */
export function moneyWayOf({ type, payload }: Pick<OperationView, "type" | "payload">): MoneyWay | null {
  if (type !== "reversal") return WAYS[type] ?? null;
  return payload.reverses === "cash-in" ? { float: "in", held: "wallet" } : { float: "out", held: "float" };
}
