"use server";

import { z } from "zod";
import { draftKey } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { endDelegation, startDelegation } from "@/lib/people";
import { localDay } from "@/lib/people/schemas";
import { run } from "@/lib/runtime";

/**
 * Has somebody decide in one's place: at once where they have the roles for it anyway, after another person's approval otherwise. The answer names
 * the request, or null where none is needed.
 */
export const delegate = action({
  input: z.strictObject({ key: draftKey, person: shownId("person"), from: localDay, to: localDay }),
  together: async (caller, request, { key, person: personId, from, to }) => {
    const tries = { action: "delegation.start", subjectKind: "person", subjectId: personId };
    const began = await run(caller, { ...request, tries }, (ctx) => startDelegation(ctx, { personId, from, to }));
    if (began) return { operationId: null };
    return submitFromWeb(caller, request, key, () => ({ type: "person-delegate", personId, days: { from, to } }));
  },
});

/** Ends that somebody decides in another's place, at once. */
export const end = action({
  input: z.strictObject({ id: shownId("delegation") }),
  tries: { action: "delegation.end" },
  verb: async (ctx, { id }) => {
    await endDelegation(ctx, id);
    return null;
  },
});
