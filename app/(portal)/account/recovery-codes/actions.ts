"use server";

import { action } from "@/lib/http/action";
import { proofRefusal } from "@/lib/http/sign-in-refusals";
import { renewRecoveryCodes } from "@/lib/identity";
import { signInCode } from "@/lib/identity/schemas";
import { run } from "@/lib/runtime";

/** Makes ten new recovery codes: `{ code }` of the authenticator. They are in the answer and nowhere else. */
export const renewCodes = action({
  input: signInCode,
  tries: { action: "recovery-codes.renew" },
  together: async (caller, request, input) => {
    const outcome = await run(caller, request, (ctx) => renewRecoveryCodes(ctx, input));
    // Refused after the commit: the wrong try stays counted.
    if (outcome.outcome !== "renewed") throw proofRefusal(outcome);
    return outcome.codes;
  },
});
