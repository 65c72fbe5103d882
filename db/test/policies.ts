import postgres from "postgres";
import type { Id } from "@/lib/kernel/ids";
import type { PolicyLimits, PolicyRule } from "@/lib/kernel/policy-terms";
import { NO_POLICY } from "@/lib/kernel/policy-terms";
import { readPolicy } from "@/lib/policies";
import type { Role } from "@/lib/runtime";
import { decide, submit } from "./acts";
import type { TestDistributor, TestPerson, World } from "./world";

/** A rule of one checker for any cash-in, changed as one likes. */
export const ruleFor = (change: Partial<PolicyRule> = {}): PolicyRule => ({
  type: "cash-in",
  source: "any",
  fromMinor: "0",
  toMinor: null,
  approvals: 1,
  roles: ["checker"],
  stepUp: false,
  expiresInSeconds: 3600,
  ...change,
});

/** Whose policy it is, who asks for another one, and who decides first on that. */
export type PolicyMakers = {
  readonly distributor: TestDistributor;
  readonly admin: TestPerson;
  readonly checker: TestPerson;
};

/** The request for a policy in place of the one of that version. */
export const policyOf = (version: number, rules: readonly PolicyRule[], limits: Partial<PolicyLimits> = {}) =>
  ({
    input: { type: "policy-change", version, after: { rules, limits: { ...NO_POLICY.limits, ...limits } } },
    source: "web",
    idempotency: null,
  }) as const;

/** Puts a policy in force: an admin asks for it, a checker approves, and as many others as its strongest rule asks for, with fresh codes if it does. Returns the request. */
export async function putInForce(
  world: World,
  { distributor, admin, checker }: PolicyMakers,
  rules: readonly PolicyRule[],
  limits: Partial<PolicyLimits> = {},
): Promise<Id<"operation">> {
  const { version } = await world.as(admin.caller, (ctx) => readPolicy(ctx, distributor.id));
  const id = await submit(world, admin.caller, policyOf(version, rules, limits));
  const superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    for (const by of [checker, ...(await othersWhoDecide(superuser, id, [admin, checker]))]) {
      await showCode(superuser, by, id);
      const { status, failure } = await decide(world, by.caller, id);
      if (status === "completed") return id;
      if (status !== "pending") throw new Error(`the policy is not in force: ${failure}`);
    }
  } finally {
    await superuser.end({ timeout: 1 });
  }
  throw new Error("too few people to put the policy in force");
}

type Row = {
  readonly id: Id<"person">;
  readonly session: Id<"session">;
  readonly proof: string;
  readonly issuer: Id<"issuer">;
  readonly organisation: Id<"distributor">;
  readonly roles: Role[];
};

/** Everybody else whose approval counts for an operation, as they stand at the door. */
async function othersWhoDecide(
  superuser: postgres.Sql,
  operation: string,
  but: readonly TestPerson[],
): Promise<TestPerson[]> {
  const rows = await superuser<Row[]>`
    select m.person_id as id, s.id as session, encode(s.token_hash, 'hex') as proof, m.issuer_id as issuer, m.organisation_id as organisation, m.roles
      from operations o join memberships m on m.organisation_id = o.organisation_id and m.status = 'active' and m.roles && o.decider_roles
      join lateral (select x.id, x.token_hash from sessions x where x.person_id = m.person_id and x.organisation_id = m.organisation_id
                       and x.revoked_at is null limit 1) s on true
     where o.id = ${operation} and m.person_id <> all(${but.map(({ id }) => id)}::uuid[])`;
  return rows.map(({ id, session: sessionId, proof, issuer: issuerId, organisation: organisationId, roles }) => {
    const who = { personId: id, sessionId, sessionProof: proof, name: "Decider", issuerId, organisationId, roles };
    return {
      id,
      sessionId,
      proof,
      caller: {
        scope: { issuerId, organisation: organisationId },
        authenticate: async () => ({ kind: "user", organisationKind: "distributor", ...who }),
      },
    };
  });
}

/** As if somebody had shown a code for an operation that asks for one: an old one, so that those of a test are fresh. */
async function showCode(superuser: postgres.Sql, { id, sessionId }: TestPerson, operation: string): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into step_ups as s (issuer_id, person_id, totp_step, organisation_id, session_id, operation_ids, at, unit_id)
      select o.issuer_id, ${id}, totp_step_now() - 9, o.organisation_id, ${sessionId}, array[o.id], clock_timestamp(), o.issuer_id
        from operations o where o.id = ${operation} and o.step_up
      on conflict (issuer_id, person_id, totp_step) do update set operation_ids = s.operation_ids || excluded.operation_ids, at = excluded.at`;
  });
}
