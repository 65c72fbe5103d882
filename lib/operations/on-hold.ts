import { type SQL, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { distributors, operations } from "@/db/schema";
import type { Organisation } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { definitionOf } from "./registry";
import { OPERATION_TYPES } from "./schemas";
import type { OperationView } from "./view";

/** Whether operations of a type go on while their distributor is suspended: what the issuer's staff ask for about it, unless it brings it money. */
export function goesOn(type: string): boolean {
  const { desk, floatDirection } = definitionOf(type);
  return desk === "issuer" && floatDirection !== "in";
}

/** Whether an operation is on hold, which its distributor's suspension does. The claim says the same (db/functions/053_operation_rules.sql). */
export function isOnHold({ status, type }: Pick<OperationView, "status" | "type">, of: Organisation): boolean {
  const isStopped = of.kind === "distributor" && of.status === "suspended";
  return status === "pending" && isStopped && !goesOn(type);
}

/** The same of pending operations, as a condition. */
export function onHold(ctx: Ctx): SQL {
  return sql`(not ${oneOf(operations.type, OPERATION_TYPES.filter(goesOn), "text")} and ${operations.organisationId} in (
    select ${distributors.id} from ${distributors} where ${distributors.issuerId} = ${ctx.scope.issuerId} and ${distributors.status} = 'suspended'))`;
}
