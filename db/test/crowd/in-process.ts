import { keyCaller } from "@/lib/api-keys";
import { isDomainError } from "@/lib/kernel/errors";
import { decideOperation, decisions, submissions, submitOperation } from "@/lib/operations";
import { appDatabase, type Caller, run, runTogether } from "@/lib/runtime";
import type { Answer, Asking, Crowd, Member } from "./crowd";

const request = { requestId: "crowd" };

/** Everybody in a unit of work of their own, as many at once as the pool has connections. */
export const alone: Crowd = {
  ask: (asked) =>
    each(asked, (caller, { submit, decide }) =>
      run(caller, { ...request, database: appDatabase() }, async (ctx) =>
        submit ? void (await submitOperation(ctx, submit)) : decideOperation(ctx, decide),
      ),
    ),
  leave: async () => undefined,
};

/** As the doors do it: who meets at one float shares a unit of work. */
export const together: Crowd = {
  ask: (asked) =>
    each(asked, (caller, { submit, decide }) =>
      submit
        ? runTogether(submissions, caller, request, submit).then(() => undefined)
        : runTogether(decisions, caller, request, decide),
    ),
  leave: async () => undefined,
};

type Ask = (caller: Caller, asking: Asking) => Promise<{ readonly status: string } | undefined>;

function each(asked: readonly Asking[], ask: Ask): Promise<Answer[]> {
  return Promise.all(
    asked.map(async (asking) => {
      try {
        const done = await ask(await callerOf(asking.by), asking);
        return done ? { code: "accepted", status: done.status } : { code: "accepted" };
      } catch (error) {
        if (!isDomainError(error)) throw error;
        const { decidedBy } = error.details ?? {};
        return typeof decidedBy === "string" ? { code: error.code, decidedBy } : { code: error.code };
      }
    }),
  );
}

async function callerOf(member: Member): Promise<Caller> {
  if ("secret" in member) return keyCaller(member.secret, null);
  const { person } = member;
  const scope = { issuerId: person.issuerId, organisation: person.organisationId };
  return { scope, authenticate: async () => person };
}
