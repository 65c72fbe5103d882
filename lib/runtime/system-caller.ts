import type { Id } from "@/lib/kernel/ids";
import type { Caller } from "./run";

/** The clock or start-up work, for one issuer and all of its organisations. `name` stands in the audit as `system:<name>`. */
export function systemCaller(issuerId: Id<"issuer">, name: string): Caller {
  return {
    scope: { issuerId, organisation: "*" },
    authenticate: async () => ({ kind: "system", name, issuerId, organisationId: issuerId }),
  };
}
