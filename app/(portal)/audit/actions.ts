"use server";

import { z } from "zod";
import { checkOwnChain } from "@/lib/audit";
import { action } from "@/lib/http/action";
import { run } from "@/lib/runtime";

/** Computes the audit of the caller's organisation again, up to now. */
export const checkAudit = action({
  input: z.strictObject({}),
  together: async (caller, request) => {
    const { entries, head, broken } = await checkOwnChain(caller.scope.issuerId, (verb) =>
      run(caller, { ...request, tries: { action: "audit.check" } }, verb),
    );
    return { entries: Number(entries), head, broken: broken === null ? null : String(broken) };
  },
});
