import { sessionCaller } from "@/lib/identity";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { decideOperation, type OperationInput, submitOperation } from "@/lib/operations";
import { narrowRoles, resendInvitation, suspendPerson, withdrawInvitation } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";
import type { Cast } from "./cast";
import { newSession } from "./session";
import { at } from "./state";
import type { Event, Request, Step } from "./steps";

const REASON = "The model asks for it";

/** Does a step in the real world: what a request is answered, as the model says it. What is no refusal is thrown. */
export async function perform(cast: Cast, step: Step): Promise<string | null> {
  if (!("by" in step)) {
    await befall(cast, step);
    return null;
  }
  try {
    const caller = await sessionCaller(at(cast.tokens, step.by));
    if (!caller) throw new DomainError("auth.session-ended");
    const verb = await verbOf(cast, step);
    return await cast.world.as(caller, verb);
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

async function verbOf(cast: Cast, step: Request): Promise<(ctx: Ctx) => Promise<string>> {
  if (step.kind === "decide") {
    const operationId = at(cast.operations, step.operation);
    const [row] =
      await cast.sql`select revision, encode(digest, 'hex') as digest from operations where id = ${operationId}`;
    const seen = { operationId, revision: Number(row?.revision), digest: String(row?.digest), comment: REASON };
    return async (ctx) => {
      const done = await decideOperation(ctx, { ...seen, decision: step.approve ? "approve" : "reject" });
      return `accepted: ${done.failure ?? done.status}`;
    };
  }
  const personId = await idOf(cast, step.about);
  const accepted = async (work: Promise<unknown>) => {
    await work;
    return "accepted";
  };
  switch (step.kind) {
    case "ask":
      return async (ctx) => {
        const input = inputOf(cast, step, personId);
        const { operationId } = await submitOperation(ctx, { input, idempotency: null });
        cast.operations.push(operationId);
        return "accepted";
      };
    case "narrow":
      return (ctx) => accepted(narrowRoles(ctx, { personId, after: step.roles }));
    case "suspend":
      return (ctx) => accepted(suspendPerson(ctx, { personId, reason: REASON }));
    case "withdraw":
      return (ctx) => accepted(withdrawInvitation(ctx, { personId }));
    case "resend":
      return (ctx) => accepted(resendInvitation(ctx, { personId }));
  }
}

function inputOf(cast: Cast, step: Extract<Request, { kind: "ask" }>, personId: Id<"person">): OperationInput {
  const { type, about, roles } = step;
  if (type === "invite") return { type: "person-invite", phone: at(cast.phones, about), name: "Somebody", roles };
  if (type === "roles") return { type: "person-roles", personId, after: roles };
  return { type: `person-${type}`, personId, reason: REASON };
}

/** The person of a phone; of a phone of nobody an id that nobody has. */
async function idOf(cast: Cast, place: number): Promise<Id<"person">> {
  const [row] = await cast.sql<{ id: Id<"person"> }[]>`select id from people where phone = ${at(cast.phones, place)}`;
  return row?.id ?? newId("person");
}

async function befall({ sql, phones, tokens, home, world }: Cast, event: Event): Promise<void> {
  if (event.kind === "three-days") {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update person_controls set at = at - interval '72 hours 1 second'`;
      await tx`update memberships set joined_at = joined_at - interval '72 hours 1 second'`;
    });
    return;
  }
  const phone: E164 = at(phones, event.about);
  const mine = sql`m.organisation_id = ${home.id} and m.person_id = (select id from people where phone = ${phone})`;
  if (event.kind === "lapse") {
    await sql`update memberships m set invited_until = now() - interval '1 second' where ${mine} and m.status = 'invited'`;
    return;
  }
  await sql`update memberships m set status = 'active', joined_at = now()
             where ${mine} and m.status = 'invited' and m.invited_until > now()`;
  const { token, hash } = newSession();
  const opened = await sql`
    insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
    select gen_random_uuid(), ${hash}, m.person_id, ${world.issuerId}, ${home.id}, 'distributor', now() + interval '1 hour'
      from memberships m where ${mine} and m.status = 'active' returning id`;
  if (opened.length > 0) tokens[event.about] = token;
}
