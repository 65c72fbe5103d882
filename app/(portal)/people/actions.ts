"use server";

import { z } from "zod";
import { draftKey, typed } from "@/app/_operation-form/inputs";
import { submitFromWeb } from "@/app/_operation-form/submit-from-web";
import { action } from "@/lib/http/action";
import { type IdKind, readId, showId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { ROLES } from "@/lib/kernel/roles";
import { foreseeChange } from "@/lib/operations";
import { narrowRoles, readPerson, resendInvitation, suspendPerson, withdrawInvitation } from "@/lib/people";
import { personName, reasonField, rolesField } from "@/lib/people/schemas";
import { run } from "@/lib/runtime";
import { operationsPath } from "./read-people";

const personId = z.string().transform((text, issue) => {
  const id = readId("person" satisfies IdKind, text);
  if (id) return id;
  issue.addIssue({ code: "custom", message: "is not the id of a person" });
  return z.NEVER;
});
const who = z.strictObject({ person: personId });
const asked = who.extend({ key: draftKey, reason: reasonField });

/** Asks for somebody new. */
export const invitePerson = action({
  input: z.strictObject({ key: draftKey, phone: typed, name: personName, roles: rolesField }),
  together: (caller, request, { key, phone, name, roles }) =>
    submitFromWeb(caller, request, key, () => ({ type: "person-invite", phone: parsePhone(phone), name, roles })),
});

/**
 * Leaves somebody with these roles: those to be taken away go at once, those to be added are asked for. The answer names the request, or null
 * where nothing is added.
 */
export const changeRoles = action({
  input: who.extend({ key: draftKey, roles: rolesField }),
  together: async (caller, request, { person, key, roles }) => {
    const tries = { action: "person.narrow", subjectKind: "person", subjectId: person };
    const adds = await run(caller, { ...request, tries }, async (ctx) => {
      const { roles: before } = await readPerson(ctx, { personId: person });
      const kept = before.filter((role) => roles.includes(role));
      if (kept.length < before.length) await narrowRoles(ctx, { personId: person, after: kept });
      return roles.some((role) => !before.includes(role));
    });
    if (!adds) return { operationId: null };
    return submitFromWeb(caller, request, key, () => ({ type: "person-roles", personId: person, after: roles }));
  },
});

/** What would follow if somebody had just these roles; none for somebody who no longer works here. A page asks it before anybody asks for the change. */
export const foresee = action({
  input: who.extend({ roles: z.array(z.enum(ROLES)).max(ROLES.length) }),
  background: true,
  verb: async (ctx, { person, roles }) => {
    const { rules, example, ...found } = await foreseeChange(ctx, { personId: person, roles });
    const href = example && `${operationsPath(ctx)}/${showId("operation", example)}`;
    return { ...found, rules: [...rules], example: href };
  },
});

/** Takes all access from somebody, at once. */
export const suspend = action({
  input: who.extend({ reason: reasonField }),
  tries: ({ person }) => ({ action: "person.suspend", subjectKind: "person", subjectId: person }),
  verb: async (ctx, { person, reason }) => {
    await suspendPerson(ctx, { personId: person, reason });
    return { operationId: null };
  },
});

/** Takes an invitation back that nobody has followed, at once. */
export const withdraw = action({
  input: who,
  tries: ({ person }) => ({ action: "person.withdraw-invitation", subjectKind: "person", subjectId: person }),
  verb: async (ctx, { person }) => {
    await withdrawInvitation(ctx, { personId: person });
    return { operationId: null };
  },
});

/** Sends an invitation once more, also one that has lapsed. */
export const sendAgain = action({
  input: who,
  tries: ({ person }) => ({ action: "person.invite-again", subjectKind: "person", subjectId: person }),
  verb: async (ctx, { person }) => {
    await resendInvitation(ctx, { personId: person });
    return { operationId: null };
  },
});

/** Asks for what needs a second person and a reason: to let somebody back in, to remove them, or to have their authenticator reset. */
export const askFor = action({
  input: asked.extend({ type: z.enum(["person-reinstate", "person-remove", "person-totp-reset"]) }),
  together: (caller, request, { person, key, reason, type }) =>
    submitFromWeb(caller, request, key, () => ({ type, personId: person, reason })),
});

/** Asks for another phone. */
export const askForPhone = action({
  input: who.extend({ key: draftKey, phone: typed }),
  together: (caller, request, { person, key, phone }) =>
    submitFromWeb(caller, request, key, () => ({ type: "person-phone", personId: person, after: parsePhone(phone) })),
});
