"use server";

import { z } from "zod";
import { draftKey } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { accountNameText } from "@/lib/operations/schemas";

/** Asks for another account beside the float. */
export const openAccount = action({
  input: z.strictObject({ key: draftKey, name: accountNameText }),
  together: (caller, request, { key, name }) =>
    submitFromWeb(caller, request, key, () => ({ type: "float-account-open", name })),
});
